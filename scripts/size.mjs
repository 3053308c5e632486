// What a visitor downloads, in bytes, as brotli sends it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { rollup } from 'rollup';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bytes after brotli at its best, as a server makes them once per change. */
export const brotli = (code) =>
  brotliCompressSync(Buffer.from(code), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** How a store's bundler names the files is its own matter: a hash of the content would make the same code larger or smaller by chance. */
const chunkFileNames = '[name].js';

/**
 * `createSayso` imported alone, as a store's own bundler would put it into the store's bundle: what is loaded with the
 * page, and what only once something is allowed.
 */
export async function sdkParts(code) {
  const { aloneBuild } = await import('../rollup.config.mjs');
  const { output, ...input } = aloneBuild('size', code);
  const made = await rollup({ ...input, onLog: () => {} });
  const { output: chunks } = await made.generate({ ...output, chunkFileNames });
  await made.close();
  const follow = (name, into) => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (!chunk || into.has(chunk)) return into;
    into.add(chunk);
    for (const next of chunk.imports) follow(next, into);
    return into;
  };
  const atOnce = follow(chunks.find(({ isEntry }) => isEntry)?.fileName, new Set());
  // What captures; where else events come from is loaded only where the policy names it.
  const allowed = follow([...atOnce].flatMap((chunk) => chunk.dynamicImports)[0], new Set());
  // And those, with what they load in turn.
  const every = new Set(allowed);
  for (const chunk of every) for (const name of chunk.dynamicImports) follow(name, every);
  const codeOf = (wanted) =>
    chunks
      .filter(wanted)
      .map(({ code }) => code)
      .join('\n');
  return {
    first: codeOf((chunk) => atOnce.has(chunk)),
    later: codeOf((chunk) => allowed.has(chunk) && !atOnce.has(chunk)),
    sources: codeOf((chunk) => every.has(chunk) && !allowed.has(chunk) && !atOnce.has(chunk)),
  };
}

/** What of `createSayso` is loaded with the page. */
export const sdkAlone = async () => (await sdkParts()).first;

/** The same with what a store imports that draws its own banner. */
export const withHeadless = async () => {
  const headless = JSON.stringify(at('packages/banner/dist/headless.js'));
  const code = `export { createSayso } from './index.ts'; export { createChoices } from ${headless};`;
  return (await sdkParts(code)).first;
};

const read = (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '');

/** Lines of a table: name, bytes as they are, bytes after brotli. */
export async function sizeTable() {
  const { first, later, sources } = await sdkParts().catch(() => ({ first: '', later: '', sources: '' }));
  const rows = [
    ['script (no policy inside)', read('packages/sdk/dist/script.js')],
    ['capture, once allowed', read('packages/sdk/dist/capture.bundle.js')],
    ['sources that a policy names', read('packages/sdk/dist/sources.bundle.js')],
    ['sdk alone (createSayso)', first],
    ['sdk, once allowed', later],
    ['sdk, all sources and the disk', sources],
    ['sdk and headless banner', await withHeadless().catch(() => '')],
    ['connection gpp', read('packages/sdk/dist/connect-gpp.bundle.js')],
    ['preferences', read('packages/banner/dist/preferences.bundle.js')],
  ];
  const line = (name, raw, small) =>
    `  ${name.padEnd(28)}${String(raw).padStart(10)}${String(small).padStart(10)}`;
  return [
    line('size in bytes', 'raw', 'brotli'),
    ...rows.map(([name, code]) =>
      code.trim() ? line(name, Buffer.byteLength(code), brotli(code)) : line(name, '–', '–'),
    ),
  ];
}
