// `npm run soak -- bad-requests [--count=1000000] [--seed=N]`: the long form of test/collector/bad-requests.test.ts, by HTTP
// against a collector in a process of its own: no 5xx but 503, no crash, memory flat, and good requests answered as ever.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { badRequest, seeded } from './bad-requests.mjs';
import { freePort, startCollector } from './collector.mjs';

const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
const count = Number(values.count ?? 1_000_000);
const seed = Number(values.seed ?? randomBytes(4).readUInt32BE());
/**
 * At the end memory may be a tenth more than after the first part, in which caches fill. In between there may be garbage
 * that was not collected yet, on a machine that has no time for it, but never more than MOST_MIB.
 */
const PARTS = 10;
const MOST_MIB = 300;

const data = mkdtempSync(join(tmpdir(), 'sayso-bad-'));
const collector = startCollector({ data, port: await freePort() });
await collector.ready;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends one; its status, or the code of the connection's error. */
function send({ method, path, headers, body }) {
  return new Promise((resolve) => {
    const asked = request(
      collector.url + escaped(path),
      { method, headers: { ...headers }, agent },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve('broken'));
      },
    );
    asked.on('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? 'error'));
    asked.end(body);
  });
}
/** Node's client sends no others; raw ones are tried in listen.test.ts. */
const escaped = (path) => path.replace(/[^!-~]/gu, (sign) => encodeURIComponent(sign));

const good = () => ({
  method: 'POST',
  path: '/v1/demo/receipts',
  headers: { 'content-type': 'text/plain' },
  body: JSON.stringify({
    id: randomUUID(),
    purposes: { preferences: false, analytics: false, marketing: false },
    policyVersion: 1,
    method: 'reject-all',
    at: new Date().toISOString(),
  }),
});
async function memory() {
  const text = await (await fetch(`${collector.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]) / 2 ** 20;
}

const random = seeded(seed);
const known = randomBytes(16).toString('base64url');
/** @type {Map<unknown, number>} */
const statuses = new Map();
const problems = [];
const held = [];
const began = performance.now();
for (let part = 0; part < PARTS; part++) {
  let left = Math.ceil(count / PARTS);
  const one = async () => {
    while (left-- > 0) {
      const bad = badRequest(random, { site: 'demo', known, origin: 'http://127.0.0.1:8080' });
      const status = await send(bad);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const fine = typeof status === 'number' ? status < 500 || status === 503 : status === 'ECONNRESET';
      if (!fine) problems.push(`${status}: ${bad.method} ${bad.path} ${String(bad.body).slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, one));
  held.push(await memory());
  if ((await send(good())) !== 201) problems.push(`a good request was not taken after part ${part + 1}`);
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(`${part + 1} of ${PARTS}: ${held.at(-1)?.toFixed(0)} MiB, ${seconds} s`);
}
const { code } = await collector.stop();
if (code !== 0) problems.push(`the collector ended with ${code}`);
if (/"unexpected"/.test(collector.said())) problems.push('the log tells of errors that nobody expected');
const [first = 0] = held;
const [last, most] = [Math.min(...held.slice(-2)), Math.max(...held)];
if (last > first * 1.1 + 10) problems.push(`memory grew from ${first.toFixed(0)} to ${last.toFixed(0)} MiB`);
if (most > MOST_MIB) problems.push(`memory reached ${most.toFixed(0)} MiB, more than ${MOST_MIB}`);
rmSync(data, { recursive: true });

console.log(`seed ${seed}: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`);
for (const problem of problems.slice(0, 20)) console.log(`PROBLEM: ${problem}`);
console.log(problems.length === 0 ? `${count} bad requests, no harm done.` : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
