/**
 * Who may import whom, file by file: the first row whose pattern a file matches holds. A file's name is its path from the
 * root without `packages/`; what it imports is named the same way, or as written where it is a package.
 */
export const LAYERS: ReadonlyArray<readonly [file: RegExp, mayImport: RegExp]> = [
  // protocol: pure; only its own files.
  [/^protocol\/src\//, /^protocol\/src\//],

  // sdk: capture knows what to look for in a page, not where it goes; the rest is put together in sayso.ts.
  [/^sdk\/src\/capture\//, /^(@sayso\/protocol|sdk\/src\/(environment\.ts|capture\/))/],
  [/^sdk\/src\/storage\.ts$/, /^(@sayso\/protocol|idb-keyval|sdk\/src\/environment\.ts)$/],
  [/^sdk\/src\/script\.ts$/, /^(@sayso\/(protocol|banner)|sdk\/src\/(?!index|capture|storage)[^/]+)$/],
  [/^sdk\/src\/(index|sayso)\.ts$/, /^(@sayso\/protocol|sdk\/src\/(?!index|script|capture)[^/]+)$/],
  [
    /^sdk\/src\/recorder\.ts$/,
    /^(@sayso\/protocol|sdk\/src\/(capture\/[^/]+|(?!index|script|sayso|storage)[^/]+))$/,
  ],
  [/^sdk\/src\/(gate|queue|signals|config|words|tell|request|event)\.ts$/, PURE()],
  [/^sdk\/src\/[^/]+\.ts$/, /^(@sayso\/protocol|sdk\/src\/(?!index|script|sayso|recorder|capture)[^/]+)$/],

  // banner: sees the SDK through the protocol's ConsentPort alone.
  [/^banner\/src\//, /^(@sayso\/protocol|banner\/src\/.+)$/],

  // collector: parse at the border, decide in one place, keep in another.
  [/^collector\/src\/enforce\.ts$/, /^(@sayso\/protocol|collector\/src\/subject\.ts)$/],
  [/^collector\/src\/subject\.ts$/, /^@sayso\/protocol$/],
  [
    /^collector\/src\/store\//,
    /^(@sayso\/protocol|better-sqlite3|drizzle-orm(\/.+)?|node:.+|collector\/src\/(subject\.ts|keys\/.+|store\/.+))$/,
  ],
  [/^collector\/src\/keys\//, /^(@sayso\/protocol|jose|node:.+|collector\/src\/keys\/.+)$/],
  [
    /^collector\/src\/policy\//,
    /^(@sayso\/protocol|yaml|zod|node:.+|collector\/src\/(policy\/.+|store\/port\.ts))$/,
  ],
  [
    /^collector\/src\/http\//,
    /^(@sayso\/protocol|hono(\/.+)?|node:.+|collector\/src\/(http\/.+|[^/]+\.ts))$/,
  ],
  [
    /^collector\/src\/routes\//,
    /^(@sayso\/protocol|hono(\/.+)?|zod|node:.+|collector\/src\/(?!app|main|env|serve|cli|store\/(open|sqlite)).+)$/,
  ],
  [
    /^collector\/src\/app\.ts$/,
    /^(@sayso\/protocol|hono(\/.+)?|collector\/src\/(routes\/.+|http\/.+|(?!main|env|serve)[^/]+\.ts))$/,
  ],
  [/^collector\/src\/cli\//, /^(@sayso\/protocol|node:.+|collector\/src\/.+)$/],
  [
    /^collector\/src\/[^/]+\.ts$/,
    /^(@sayso\/(protocol|sdk|banner)(\/.+)?|@hono\/node-server(\/.+)?|hono(\/.+)?|jose|yaml|zod|node:.+|collector\/src\/(?!cli).+)$/,
  ],

  // What the unit tests of one package share.
  [
    /^(protocol|sdk|banner|collector)\/test\//,
    /^(@sayso\/protocol|vitest|node:.+|better-sqlite3|[a-z]+\/(src|test)\/.+)$/,
  ],

  // What crosses packages sees their public entries only.
  [/^examples\//, /^(@sayso\/[a-z-]+(\/[a-z]+)?|node:.+|vitest|examples\/.+)$/],
  [
    /^test\//,
    /^(@sayso\/[a-z-]+(\/[a-z]+)?|node:.+|test\/.+|examples\/.+|scripts\/.+|rollup\.config\.mjs|[a-z@][a-z0-9@/-]*)$/,
  ],
  [/^scripts\//, /^(node:.+|scripts\/.+|rollup\.config\.mjs|rollup|playwright)$/],
];

/** Of the SDK: pure functions, which know neither the network nor the storage. */
function PURE(): RegExp {
  return /^(@sayso\/protocol|sdk\/src\/(ids|config|words|state|request|environment|signals)\.ts)$/;
}
