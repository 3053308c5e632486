// What a visitor downloads, in bytes, as brotli sends it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { rollup } from 'rollup';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bytes after brotli at its best, as a server makes them once per change. */
export const brotli = (code) =>
  brotliCompressSync(Buffer.from(code), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** `createSayso` imported alone, as a store's own bundler would put it into the store's bundle. */
export async function sdkAlone() {
  const { aloneBuild } = await import('../rollup.config.mjs');
  const { output, ...input } = aloneBuild('size');
  const made = await rollup({ ...input, onLog: () => {} });
  const { output: chunks } = await made.generate(output);
  await made.close();
  return chunks[0].code;
}

const read = (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '');

/** Lines of a table: name, bytes as they are, bytes after brotli. */
export async function sizeTable() {
  const rows = [
    ['script (no policy inside)', read('packages/sdk/dist/script.js')],
    ['sdk alone (createSayso)', await sdkAlone().catch(() => '')],
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
