// The browser builds. `scripts/builds.mjs` runs them and checks them; `npx rollup -c` works too.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import ts from 'typescript';

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

/** A language is in a folder as it is in the sources, so that `no.js` is not taken for anything else. */
const chunkName = ({ moduleIds }) =>
  moduleIds.every((id) => id.includes('/texts/')) ? 'texts/[name].js' : '[name].js';

/** A package for npm: readable ES modules, its dependencies left outside. */
const library = (name, entries, build) => ({
  input: Object.fromEntries(entries.map((entry) => [entry, at(`packages/${name}/src/${entry}.ts`)])),
  external: [/^@sayso\//, 'idb-keyval'],
  treeshake,
  plugins: [compile(name), stampBuild(build)],
  output: { dir: at(`packages/${name}/dist`), format: 'es', chunkFileNames: chunkName },
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

/** The banner's languages, one small file each, made in one run. */
const texts = () => ({
  input: readdirSync(at('packages/banner/src/texts')).map((file) => at(`packages/banner/src/texts/${file}`)),
  treeshake,
  plugins: [compile('banner'), minify(true)],
  output: { dir: at('packages/banner/dist'), format: 'es', entryFileNames: 'text.[name].bundle.js' },
});

/** The connections to other tools, by their names in the policy. */
const CONNECTIONS = {
  google: 'google',
  shopify: 'shopify',
  wp: 'wp',
  meta: 'meta',
  uet: 'uet',
  clarity: 'clarity',
  dataLayer: 'data-layer',
};

/** Each entry with a copy of its own of what they share, so that a page asks for one file each. */
const apart = () => ({
  name: 'sayso-apart',
  resolveId(id, importer) {
    if (!importer) return `${id}?${id}`;
    const [file, entry] = importer.split('?');
    return entry && id.startsWith('.') ? `${resolve(dirname(file), id)}?${entry}` : null;
  },
  load(id) {
    const [file, entry] = id.split('?');
    if (!entry) return null;
    const compilerOptions = { verbatimModuleSyntax: true, target: 'ES2022', module: 'ESNext' };
    return ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText;
  },
});

/** All of them in one run, their types only taken away. */
const connections = () => ({
  input: Object.fromEntries(
    Object.entries(CONNECTIONS).map(([name, file]) => [name, at(`packages/sdk/src/connections/${file}.ts`)]),
  ),
  treeshake,
  plugins: [apart(), nodeResolve({ browser: true }), minify(true)],
  output: { dir: at('packages/sdk/dist'), format: 'es', entryFileNames: 'connect-[name].bundle.js' },
});

const SDK_ENTRIES = [
  'index',
  'embeds/index',
  'audit/index',
  ...Object.values(CONNECTIONS).map((file) => `connections/${file}`),
];

export const builds = (build) => ({
  'sdk:npm': library('sdk', SDK_ENTRIES, build),
  'banner:npm': library('banner', ['index', 'preferences', 'texts'], build),
  'sdk:script': bundle('sdk', 'script', 'script.js', 'iife', build),
  'sdk:embeds': bundle('sdk', 'embeds/index', 'embeds.bundle.js', 'es', build),
  'sdk:audit': bundle('sdk', 'audit/index', 'audit.bundle.js', 'es', build),
  'sdk:connections': connections(),
  'sdk:capture': bundle('sdk', 'capture', 'capture.bundle.js', 'es', build),
  'banner:texts': texts(),
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
