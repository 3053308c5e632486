// What a visitor downloads, in bytes, as brotli sends it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { rollup } from 'rollup';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bytes after brotli at its best, as a server makes them once per change. */
export const brotli = (code) =>
  brotliCompressSync(Buffer.from(code), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/**
 * `createSayso` imported alone, as a store's own bundler would put it into the store's bundle: what is loaded with the
 * page, and what only once something is allowed.
 */
export async function sdkParts() {
  const { aloneBuild } = await import('../rollup.config.mjs');
  const { output, ...input } = aloneBuild('size');
  const made = await rollup({ ...input, onLog: () => {} });
  const { output: chunks } = await made.generate(output);
  await made.close();
  const atOnce = new Set();
  const follow = (name) => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (!chunk || atOnce.has(chunk)) return;
    atOnce.add(chunk);
    chunk.imports.forEach(follow);
  };
  follow(chunks.find(({ isEntry }) => isEntry)?.fileName);
  const codeOf = (wanted) =>
    chunks
      .filter(wanted)
      .map(({ code }) => code)
      .join('\n');
  return { first: codeOf((chunk) => atOnce.has(chunk)), later: codeOf((chunk) => !atOnce.has(chunk)) };
}

/** What of `createSayso` is loaded with the page. */
export const sdkAlone = async () => (await sdkParts()).first;

const read = (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '');

/** Lines of a table: name, bytes as they are, bytes after brotli. */
export async function sizeTable() {
  const { first, later } = await sdkParts().catch(() => ({ first: '', later: '' }));
  const rows = [
    ['script (no policy inside)', read('packages/sdk/dist/script.js')],
    ['capture, once allowed', read('packages/sdk/dist/capture.bundle.js')],
    ['sdk alone (createSayso)', first],
    ['sdk, once allowed', later],
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
