// What a visitor downloads, as the collector serves it, and what an npm user bundles.

import { get } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sdkParts } from '../../../scripts/size.mjs';

const small = (code) => [
  Buffer.byteLength(code),
  gzipSync(code, { level: 9 }).length,
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
];

/** The bytes on the wire: `fetch` would unpack them. */
const bytes = (url, coding) =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': coding } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const got = answer.headers['content-encoding'] ?? 'identity';
        if (answer.statusCode === 200 && got === coding) resolve(Buffer.concat(chunks));
        else reject(new Error(`${url} answered ${answer.statusCode} in ${got}`));
      });
    }).on('error', reject);
  });

const served = (url) =>
  Promise.all(['identity', 'gzip', 'br'].map(async (coding) => (await bytes(url, coding)).length));

const PROMISED = { preferences: 6_144 };

/** Rows of name, raw, gzip, brotli and what is promised of the last; in bytes. */
export async function sizes(collector) {
  const script = String(await bytes(`${collector}/s/demo.js`, 'identity'));
  const [folder] = script.match(/\/assets\/[0-9a-f]+\//) ?? [];
  const alone = await sdkParts();
  const rows = [
    ['script with the demo policy', ...(await served(`${collector}/s/demo.js`)), 10_240],
    ['@sayso/sdk alone', ...small(alone.first), 5_632],
    ['@sayso/sdk alone, once allowed', ...small(alone.later), ''],
  ];
  for (const name of ['capture', 'preferences']) {
    rows.push([`later: ${name}`, ...(await served(`${collector}${folder}${name}.js`)), PROMISED[name] ?? '']);
  }
  return rows;
}
