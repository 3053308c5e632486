// The browser builds. `scripts/builds.mjs` runs them and checks them; `npx rollup -c` works too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
    const path = (file) => at(`packages/${name}/src/${file}.ts`);
    return name ? [path(entry), path(`${entry}/index`)].find((file) => existsSync(file)) : null;
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
export const minify = (module, isFirst = !module) =>
  terser({
    ecma: 2022,
    module,
    compress: { ecma: 2022, passes: 2, toplevel: true, unsafe_arrows: true, unsafe_methods: true },
    mangle: { toplevel: true },
    // Nearly all of the first load's files runs at once: where V8 knows this hint, they are compiled off the page's thread.
    format: { ecma: 2022, comments: false, ...(isFirst && { preamble: '//# allFunctionsCalledOnLoad' }) },
    maxWorkers: 1,
  });

// Importing does nothing, in every file of ours: what is not used can go.
const treeshake = { moduleSideEffects: false };

/** A language is in a folder as it is in the sources, so that `no.js` is not taken for anything else. */
const chunkName = ({ moduleIds }) =>
  moduleIds.every((id) => id.includes('/texts/')) ? 'texts/[name].js' : '[name].js';

/** What is put into a package for npm, since its own form would be a burden to whoever imports it. */
const INSIDE = ['@iabgpp/cmpapi'];

/** A package for npm: readable ES modules, its dependencies left outside. */
const library = (name, entries, build, banner = '') => ({
  input: Object.fromEntries(entries.map((entry) => [entry, at(`packages/${name}/src/${entry}.ts`)])),
  external: [/^@sayso\//, 'react'],
  treeshake,
  plugins: [compile(name), stampBuild(build), nodeResolve({ browser: true, resolveOnly: INSIDE })],
  output: { dir: at(`packages/${name}/dist`), format: 'es', chunkFileNames: chunkName, banner },
});

/** What the guard and the privacy centre load later lies beside them, under the name that the collector serves it by. */
const besideIt = () => ({
  name: 'sayso-beside',
  resolveId: (id, importer) => {
    const [, name] = /^\.\/(?:guard|receipt)-(mend|check)\.ts$/.exec(id) ?? [];
    return name && importer ? { id: `./${name}.js`, external: 'relative' } : null;
  },
});

/** A file that a page loads as it is: everything inside, minified. */
const bundle = (name, entry, file, format, build, first = []) => ({
  input: at(`packages/${name}/src/${entry}.ts`),
  treeshake,
  plugins: [
    ...first,
    fromSource(),
    besideIt(),
    nodeResolve({ browser: true }),
    compile(name),
    stampBuild(build),
    minify(format === 'es', /^(script|guard)$/.test(entry)),
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
  gpp: 'gpp',
  dataLayer: 'data-layer',
};

/** What capture imports later, by the file at the collector: where events come from, and what some of these need. */
const BESIDE = {
  sources: 'sources',
  'source-search': 'search',
  'source-form': 'form',
  'source-scroll': 'scroll',
  'source-engagement': 'engagement',
  'source-vitals': 'vitals',
  'source-error': 'error',
  'source-dataLayer': 'data-layer',
  'source-structured': 'structured',
  'source-selectors': 'selectors',
  'products-view-item': 'view-item',
  'products-microdata': 'microdata',
  'products-price': 'price',
  'products-cart': 'cart',
};

/** They import each other as files that lie side by side. */
const beside = () => ({
  name: 'sayso-beside',
  resolveDynamicImport(specifier) {
    if (specifier === './offline.ts') return { id: './offline.js', external: 'absolute' };
    const is = ([, file]) => [`./${file}.ts`, `./capture/${file}.ts`].includes(specifier);
    const [name] = Object.entries(BESIDE).find(is) ?? [];
    return name ? { id: `./${name}.js`, external: 'absolute' } : null;
  },
});

/** Each entry with a copy of its own of what they share, so that a page asks for one file each. */
const apart = () => ({
  name: 'sayso-apart',
  resolveId(id, importer) {
    if (!importer) return `${id}?${id}`;
    const [file, entry] = importer.split('?');
    if (!entry) return null;
    const ours = fromSource().resolveId(id) ?? (id.startsWith('.') ? resolve(dirname(file), id) : null);
    return ours && `${ours}?${entry}`;
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

const sources = () => ({
  input: Object.fromEntries(
    Object.entries(BESIDE).map(([name, file]) => [name, at(`packages/sdk/src/capture/${file}.ts`)]),
  ),
  treeshake,
  plugins: [beside(), apart(), nodeResolve({ browser: true }), minify(true)],
  output: { dir: at('packages/sdk/dist'), format: 'es', entryFileNames: '[name].bundle.js' },
});

const SDK_ENTRIES = [
  'index',
  'embeds/index',
  'audit/index',
  'debug/index',
  'on-page',
  'elements/index',
  'node/index',
  'shopify-pixel/index',
  ...Object.values(CONNECTIONS).map((file) => `connections/${file}`),
];

export const builds = (build) => ({
  'sdk:npm': library('sdk', SDK_ENTRIES, build),
  'banner:npm': library('banner', ['index', 'headless', 'preferences', 'texts'], build),
  'sdk:script': bundle('sdk', 'script', 'script.js', 'iife', build),
  'sdk:embeds': bundle('sdk', 'embeds/index', 'embeds.bundle.js', 'es', build),
  'sdk:audit': bundle('sdk', 'audit/index', 'audit.bundle.js', 'es', build),
  'sdk:debug': bundle('sdk', 'debug/index', 'debug.bundle.js', 'es', build),
  'sdk:connections': connections(),
  'sdk:capture': bundle('sdk', 'capture', 'capture.bundle.js', 'es', build, [beside()]),
  'sdk:sources': sources(),
  'sdk:offline': bundle('sdk', 'offline', 'offline.bundle.js', 'es', build),
  'banner:texts': texts(),
  // A server of React's own must not take it for a component of the server.
  'react:npm': library('react', ['index'], build, "'use client';"),
  'banner:guard': bundle('banner', 'guard', 'guard.bundle.js', 'es', build),
  'banner:mend': bundle('banner', 'guard-mend', 'mend.bundle.js', 'es', build),
  'banner:check': bundle('banner', 'receipt-check', 'check.bundle.js', 'es', build),
  'banner:verify': bundle('banner', 'verify-page', 'verify.bundle.js', 'es', build),
  'banner:announced': bundle('banner', 'announced', 'connect-announced.bundle.js', 'es', build),
  'banner:preferences': bundle('banner', 'preferences', 'preferences.bundle.js', 'es', build),
});

/** `createSayso` imported alone, as a store's own bundler would build it, or other `code`: for the size table. */
export const aloneBuild = (build, code = `export { createSayso } from './index.ts';`) => {
  const { plugins, ...rest } = bundle('sdk', 'index', 'alone.js', 'es', build);
  const alone = {
    name: 'sayso-alone',
    resolveId: (id) => (id === 'sayso-alone' ? at('packages/sdk/src/alone.virtual.ts') : null),
    load: (id) => (id.endsWith('alone.virtual.ts') ? code : null),
  };
  // A chunk that is loaded later is a file of its own, as in a store's bundle.
  const output = { dir: at('packages/sdk/dist'), format: 'es' };
  // As in an app: nothing imports its entry, so it needs no file that only passes names on.
  const preserveEntrySignatures = 'allow-extension';
  return { ...rest, input: 'sayso-alone', preserveEntrySignatures, plugins: [alone, ...plugins], output };
};

export default Object.values(builds('dev'));
