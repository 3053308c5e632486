// The browser builds. `scripts/builds.mjs` runs them and checks them; `npx rollup -c` works too.
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the bundles for pages from one tree: `@sayso/x` is its source, not its dist. */
const fromSource = () => ({
  name: 'sayso-from-source',
  resolveId(id) {
    const [, name, entry = 'index'] = /^@sayso\/([a-z]+)(?:\/([a-z]+))?$/.exec(id) ?? [];
    return name ? at(`packages/${name}/src/${entry}.ts`) : null;
  },
});

/** Puts the hash of the sources where the code says `__SAYSO_BUILD__`. */
const stampBuild = (build) => ({
  name: 'sayso-build',
  transform(code) {
    if (!code.includes('__SAYSO_BUILD__')) return null;
    return { code: code.replaceAll('__SAYSO_BUILD__', JSON.stringify(build)), map: null };
  },
});

// Types are checked by tsc (scripts/builds.mjs makes the declarations with it); here they are only removed.
const compile = (name) =>
  typescript({
    tsconfig: at(`packages/${name}/tsconfig.json`),
    filterRoot: at('packages'),
    include: ['**/*.ts'],
    exclude: ['**/*.test.ts'],
    outputToFilesystem: false,
    compilerOptions: { noEmit: false, noCheck: true, declaration: false, rootDir: at('packages') },
  });

// Property names stay: they are the wire format, the DOM and the public API.
const minify = (module) =>
  terser({
    ecma: 2022,
    module,
    compress: { ecma: 2022, passes: 2, toplevel: true, unsafe_arrows: true, unsafe_methods: true },
    mangle: { toplevel: true },
    // Nearly all of the script runs at once: where V8 knows this hint, it is compiled off the page's thread.
    format: { ecma: 2022, comments: false, ...(!module && { preamble: '//# allFunctionsCalledOnLoad' }) },
    maxWorkers: 1,
  });

// Importing does nothing, in every file of ours: what is not used can go.
const treeshake = { moduleSideEffects: false };

/** A package for npm: readable ES modules, its dependencies left outside. */
const library = (name, entries, build) => ({
  input: Object.fromEntries(entries.map((entry) => [entry, at(`packages/${name}/src/${entry}.ts`)])),
  external: [/^@sayso\//, 'idb-keyval'],
  treeshake,
  plugins: [compile(name), stampBuild(build)],
  output: { dir: at(`packages/${name}/dist`), format: 'es', chunkFileNames: '[name].js' },
});

/** A file that a page loads as it is: everything inside, minified. */
const bundle = (name, entry, file, format, build) => ({
  input: at(`packages/${name}/src/${entry}.ts`),
  treeshake,
  plugins: [
    fromSource(),
    nodeResolve({ browser: true }),
    compile(name),
    stampBuild(build),
    minify(format === 'es'),
  ],
  output: { file: at(`packages/${name}/dist/${file}`), format, inlineDynamicImports: true },
});

export const builds = (build) => ({
  'sdk:npm': library('sdk', ['index'], build),
  'banner:npm': library('banner', ['index', 'preferences'], build),
  'sdk:script': bundle('sdk', 'script', 'script.js', 'iife', build),
  'sdk:capture': bundle('sdk', 'capture', 'capture.bundle.js', 'es', build),
  'banner:preferences': bundle('banner', 'preferences', 'preferences.bundle.js', 'es', build),
});

/** `createSayso` imported alone, as a store's own bundler would build it: for the size table. */
export const aloneBuild = (build) => {
  const { plugins, ...rest } = bundle('sdk', 'index', 'alone.js', 'es', build);
  const alone = {
    name: 'sayso-alone',
    resolveId: (id) => (id === 'sayso-alone' ? at('packages/sdk/src/alone.virtual.ts') : null),
    load: (id) => (id.endsWith('alone.virtual.ts') ? `export { createSayso } from './index.ts';` : null),
  };
  // A chunk that is loaded later is a file of its own, as in a store's bundle.
  const output = { dir: at('packages/sdk/dist'), format: 'es' };
  // As in an app: nothing imports its entry, so it needs no file that only passes names on.
  const preserveEntrySignatures = 'allow-extension';
  return { ...rest, input: 'sayso-alone', preserveEntrySignatures, plugins: [alone, ...plugins], output };
};

export default Object.values(builds('dev'));
