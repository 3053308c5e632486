/** A row: these files may import this, and of that never the other. `*` is a name, `**` any path. */
export interface Layer {
  files: string;
  may: readonly string[];
  never?: readonly string[];
}

const PROTOCOL = '@sayso/protocol';
const LAW = '@sayso/protocol/law';
const LOG = '@sayso/protocol/log';
const SDK = 'sdk/src/*';
const COLLECTOR = 'collector/src/**';
// Anyone may know what a store is, and that it can fail; which one it is, only the command line and the tests.
const PORT = ['collector/src/store/{port,log-port}.ts', 'collector/src/store/unavailable.ts'];
const IN_STORE = ['collector/src/store/sqlite/**', 'collector/src/store/{schema,open,seal}.ts'];

/**
 * Who may import whom, file by file: the first row that names a file holds. A file's name is its path from the root without
 * `packages/`; what it imports is named the same way, or as written where it is a package.
 */
export const LAYERS: readonly Layer[] = [
  // Pure: only its own files.
  // The law table is an entry of its own, so that it never grows what pages load.
  { files: 'protocol/src/law/**', may: ['protocol/src/law/**', 'protocol/src/regime.ts'] },
  // Proofs and checkpoints: for whoever keeps a log or checks one, never for a page's first load.
  { files: 'protocol/src/log/**', may: ['protocol/src/log/**'] },
  { files: 'protocol/src/**', may: ['protocol/src/**'], never: ['protocol/src/{law,log}/**'] },

  // Third-party code, and the detector: from a port alone, in files of their own that the first load goes without.
  { files: 'sdk/src/embeds/**', may: [PROTOCOL, 'sdk/src/environment.ts', 'sdk/src/embeds/**'] },
  {
    files: 'sdk/src/audit/**',
    may: [PROTOCOL, 'sdk/src/environment.ts', 'sdk/src/embeds/names.ts', 'sdk/src/audit/**'],
  },
  // What a developer looks at: by what the page is told, as anybody on it.
  {
    files: 'sdk/src/debug/**',
    may: [PROTOCOL, 'sdk/src/{environment,tell}.ts', 'sdk/src/debug/**'],
  },

  // Connections to other tools see the state, and no way to choose. One brings a library with it.
  {
    files: 'sdk/src/connections/gpp.ts',
    may: [PROTOCOL, 'sdk/src/environment.ts', 'sdk/src/connections/**', '@iabgpp/cmpapi'],
  },
  {
    files: 'sdk/src/connections/**',
    may: [PROTOCOL, 'sdk/src/environment.ts', 'sdk/src/connections/**'],
  },

  // The Sayso of a page, for what is drawn there: elements, and other packages.
  { files: 'sdk/src/on-page.ts', may: [PROTOCOL, 'sdk/src/{sayso,environment,vocabulary}.ts'] },
  {
    files: 'sdk/src/elements/**',
    may: [PROTOCOL, 'sdk/src/{on-page,environment}.ts', 'sdk/src/elements/**'],
  },

  // Capture knows what to look for in a page, not where it goes. The gate decides and knows no network.
  { files: 'sdk/src/capture/**', may: [PROTOCOL, 'sdk/src/environment.ts', 'sdk/src/capture/**'] },
  { files: 'sdk/src/storage.ts', may: [PROTOCOL, 'sdk/src/environment.ts'] },
  { files: 'sdk/src/disk.ts', may: [PROTOCOL, 'sdk/src/{environment,session}.ts'] },
  { files: 'sdk/src/session.ts', may: [] },
  { files: 'sdk/src/sample.ts', may: [PROTOCOL] },
  { files: 'sdk/src/offline.ts', may: [PROTOCOL, 'sdk/src/{disk,environment,tell}.ts'] },
  { files: 'sdk/src/{gate,queue,signals,config,words,tell}.ts', may: [PROTOCOL, 'sdk/src/{ids,config}.ts'] },
  // For a sandbox of Shopify's, without a page: the decision, and the way to the collector.
  {
    files: 'sdk/src/shopify-pixel/**',
    may: [
      PROTOCOL,
      'sdk/src/{gate,queue,signals,config,transport}.ts',
      'sdk/src/capture/path.ts',
      'sdk/src/connections/shopify-fields.ts',
      'sdk/src/shopify-pixel/**',
    ],
  },
  // For servers: no page, and the event's form alone of what pages have.
  { files: 'sdk/src/node/**', may: [PROTOCOL, 'sdk/src/{event,ids}.ts', 'sdk/src/node/**'] },
  {
    files: 'sdk/src/event.ts',
    may: [PROTOCOL, 'sdk/src/{ids,environment,config}.ts', 'sdk/src/capture/path.ts'],
  },
  { files: 'sdk/src/{environment,ids}.ts', may: [PROTOCOL] },
  {
    files: 'sdk/src/recorder.ts',
    may: [PROTOCOL, SDK, 'sdk/src/capture/*'],
    never: ['sdk/src/{index,script,sayso,capture,storage,receipts,me}.ts'],
  },
  { files: 'sdk/src/capture.ts', may: [PROTOCOL, SDK], never: ['sdk/src/{index,script,sayso}.ts'] },
  { files: 'sdk/src/sayso.ts', may: [PROTOCOL, SDK], never: ['sdk/src/{index,script}.ts'] },
  { files: 'sdk/src/index.ts', may: ['sdk/src/{sayso,config,capture,vocabulary}.ts'] },
  {
    files: 'sdk/src/script.ts',
    may: [
      PROTOCOL,
      '@sayso/banner',
      'sdk/src/{sayso,config,capture,environment,embedded,tell}.ts',
      'sdk/src/{embeds,audit}/index.ts',
    ],
  },
  {
    files: 'sdk/src/*',
    may: [PROTOCOL, SDK],
    never: ['sdk/src/{index,script,sayso,capture,recorder,event}.ts'],
  },

  // Sees the SDK through the protocol's ConsentPort alone.
  // What checks the public log is loaded when somebody asks for it.
  { files: 'banner/src/log-check.ts', may: [PROTOCOL, LOG, 'banner/src/{receipt-facts,signature-check}.ts'] },
  { files: 'banner/src/**', may: [PROTOCOL, 'banner/src/**'] },

  { files: 'react/src/**', may: [PROTOCOL, '@sayso/sdk/on-page', 'react', 'react/src/**'] },

  // Parse at the border, decide in one place, keep in another.
  { files: 'collector/src/enforce.ts', may: [PROTOCOL, 'collector/src/subject.ts'] },
  { files: 'collector/src/subject.ts', may: [PROTOCOL] },
  {
    files: 'collector/src/store/**',
    may: [
      PROTOCOL,
      'better-sqlite3',
      'drizzle-orm',
      'drizzle-orm/**',
      'node:**',
      'collector/src/subject.ts',
      'collector/src/keys/**',
      'collector/src/store/**',
    ],
  },
  { files: 'collector/src/keys/**', may: [PROTOCOL, 'jose', 'node:**', 'collector/src/keys/**'] },
  {
    files: 'collector/src/policy/**',
    may: [
      PROTOCOL,
      LAW,
      'yaml',
      'zod',
      'node:**',
      'collector/src/policy/**',
      'collector/src/when.ts',
      ...PORT,
    ],
  },
  // The public log: what is signed, and what checks it. It knows of the store what is to be signed.
  {
    files: 'collector/src/transparency/**',
    may: [
      PROTOCOL,
      LOG,
      'node:**',
      'collector/src/transparency/**',
      'collector/src/log.ts',
      'collector/src/policy/**',
      ...PORT,
    ],
  },
  {
    files: 'collector/src/http/**',
    may: [
      PROTOCOL,
      'hono',
      'hono/**',
      'zod',
      'node:**',
      'collector/src/http/**',
      'collector/src/*',
      'collector/src/keys/{access-key,opens}.ts',
      ...PORT,
    ],
    never: ['collector/src/{app,index}.ts'],
  },
  {
    files: 'collector/src/routes/**',
    may: [PROTOCOL, LOG, 'hono', 'hono/**', 'zod', 'node:**', COLLECTOR],
    never: ['collector/src/{app,index}.ts', 'collector/src/cli/**', ...IN_STORE],
  },
  {
    files: 'collector/src/app.ts',
    may: [PROTOCOL, 'hono', 'hono/**', 'collector/src/{routes,http}/**', 'collector/src/*', ...PORT],
    never: ['collector/src/index.ts'],
  },
  // Sees figures only, so that nothing else can be sent.
  {
    files: 'collector/src/telemetry.ts',
    may: ['@opentelemetry/{api,sdk-node}', 'collector/src/{env,gauges,log,metrics,version}.ts'],
  },
  { files: 'collector/src/cli/**', may: [PROTOCOL, LAW, LOG, '@hono/node-server', 'node:**', COLLECTOR] },
  { files: 'collector/src/index.ts', may: [COLLECTOR] },
  {
    files: 'collector/src/openapi/**',
    may: [
      PROTOCOL,
      'zod',
      'collector/src/openapi/**',
      'collector/src/{routes,admin}/**',
      'collector/src/keys/access-key.ts',
    ],
  },
  {
    // What the operator's side does, by HTTP and by command.
    files: 'collector/src/{audit,rights,admin}/**',
    may: [PROTOCOL, 'jose', 'zod', 'node:**', COLLECTOR],
    never: ['collector/src/{app,index}.ts', 'collector/src/{cli,routes,http}/**', ...IN_STORE],
  },
  {
    files: 'collector/src/*',
    may: [PROTOCOL, '@sayso/sdk/**', '@sayso/banner/**', 'jose', 'yaml', 'zod', 'node:**', COLLECTOR],
    never: ['collector/src/{app,index}.ts', 'collector/src/{cli,routes}/**', ...IN_STORE],
  },

  // What the unit tests of one package share.
  {
    files: '{protocol,sdk,banner,collector}/test/**',
    may: [PROTOCOL, 'vitest', 'node:**', 'better-sqlite3', '{protocol,sdk,banner,collector}/{src,test}/**'],
  },

  // What crosses packages sees their public entries only.
  {
    files: 'examples/react/**',
    may: ['@sayso/**', 'react', 'react-dom/**', 'rolldown', 'node:**', 'vitest', 'examples/react/**'],
    never: ['@sayso/*/{src,dist}/**'],
  },
  {
    files: 'examples/**',
    may: ['@sayso/**', 'node:**', 'vitest', 'examples/**'],
    never: ['@sayso/*/{src,dist}/**'],
  },
  { files: 'scripts/**', may: ['node:**', 'scripts/**', 'rollup.config.mjs', 'rollup', 'playwright', LAW] },
  {
    files: 'test/**',
    may: ['**'],
    never: ['{protocol,sdk,banner,react,collector}/**', '@sayso/*/{src,dist}/**'],
  },
];

/** Whether a name is one of the patterns. */
export const isOneOf = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => toRegExp(pattern).test(name));

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*|[*{},.]/g, (sign) => SIGNS[sign] ?? sign);
  return new RegExp(`^${source}$`);
}

const SIGNS: Record<string, string> = { '**': '.*', '*': '[^/]*', '{': '(', '}': ')', ',': '|', '.': '\\.' };
