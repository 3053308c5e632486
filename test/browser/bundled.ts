import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** A store's own code that imports our packages, bundled into one module script, as a store's bundler would do. */
export async function bundled(code: string): Promise<string> {
  const entry = fileURLToPath(new URL('of-the-store.js', import.meta.url));
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    // What is built is imported, not its source.
    tsconfig: false,
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
    plugins: [
      {
        name: 'of-the-store',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? { code, moduleType: 'js' } : null),
      },
    ],
    onLog() {},
  });
  const { output } = await build.generate({ format: 'es', codeSplitting: false });
  await build.close();
  const [{ code: made }] = output;
  return `<script type="module">${made.replaceAll('</script', '<\\/script')}</script>`;
}
