// Bundles the page for the browser, and once more for the server. Any bundler that knows JSX does as well.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

async function make(input, dir, options) {
  const bundle = await rolldown({ input: at(input), tsconfig: false, ...options });
  await bundle.write({
    dir: at(dir),
    format: 'es',
    entryFileNames: '[name].js',
    minify: dir.endsWith('client'),
  });
  await bundle.close();
}

/** Fills `dist/client` and `dist/server`. */
export async function build() {
  await make('client.jsx', 'dist/client', {
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  await make('page.jsx', 'dist/server', { platform: 'node', external: [/^react/, /^@sayso\//] });
}
