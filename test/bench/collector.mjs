// `npm run bench -- collector`: requests a second, as ratios to a bare node:http server and to Hono alone, in one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { consenting, eventsOf, newReceipt } from './measure/bodies.mjs';
import { machine, median, table } from './measure/machine.mjs';
import { startCollector, startProgram } from './measure/program.mjs';

const ROUNDS = 3;
const SECONDS = 2;
const CONNECTIONS = 32;

const data = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
console.log(machine());
const bare = await startProgram('test/bench/measure/servers/bare.mjs');
const hono = await startProgram('test/bench/measure/servers/hono.mjs');
const sayso = await startCollector(data);
const subjects = await consenting(sayso.url, CONNECTIONS);

const events = (size) => ({ path: '/v1/demo/events', size, body: eventsOf(subjects, size) });
const cases = [
  { name: 'bare node:http, 1 event', server: bare, ...events(1) },
  { name: 'Hono alone, 1 event', server: hono, ...events(1) },
  { name: 'Sayso, 1 event', server: sayso, ...events(1), against: 0 },
  { name: 'bare node:http, 50 events', server: bare, ...events(50) },
  { name: 'Hono alone, 50 events', server: hono, ...events(50) },
  { name: 'Sayso, 50 events', server: sayso, ...events(50), against: 3 },
  { name: 'Sayso, receipts', server: sayso, path: '/v1/demo/receipts', body: newReceipt, against: 0 },
].map((one) => ({ size: 0, ...one, runs: [] }));

async function measure({ server, path, body }, duration) {
  const setupRequest = (request) => ({ ...request, body: body() });
  const headers = { 'content-type': 'text/plain' };
  const requests = [{ method: 'POST', path, headers, setupRequest }];
  const result = await autocannon({ url: server.url, connections: CONNECTIONS, duration, requests });
  const bad = result.errors + result.timeouts + result.non2xx;
  if (bad > 0) throw new Error(`${bad} requests of ${server.url}${path} failed`);
  const { average: rate } = result.requests;
  return { rate, p50: result.latency.p50, p99: result.latency.p99, answered: result['2xx'] };
}

try {
  for (const one of cases) await measure(one, 1);
  const before = await counts();
  // In turns, so that a machine that gets slower is so for all.
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of cases) one.runs.push(await measure(one, SECONDS));
  }
  const after = await counts();
  const of = (one, what) => median(one.runs.map((run) => run[what]));
  const ratio = (one, to) => `${(of(one, 'rate') / of(cases[to], 'rate')).toFixed(3)}`;
  const rows = cases.map((one) => [
    one.name,
    of(one, 'rate').toFixed(0),
    one.against === undefined || !one.size ? '' : (of(one, 'rate') * one.size).toFixed(0),
    one.against === undefined ? '' : ratio(one, one.against),
    one.against === undefined ? '' : ratio(one, one.against + 1),
    of(one, 'p50').toFixed(0),
    of(one, 'p99').toFixed(0),
  ]);
  const head = ['median of 3', 'requests/s', 'events/s', '÷ bare', '÷ Hono', 'p50 ms', 'p99 ms'];
  for (const line of table([head, ...rows])) console.log(line);
  console.log(
    `${CONNECTIONS} connections, ${SECONDS} s a run, in turns; the load comes from this machine too. Baselines read and keep nothing; of Sayso every 200 and 201 is on disk. Receipts stand against the baselines of 1 event.`,
  );
  honest(before, after);
} finally {
  await Promise.all([bare.stop(), hono.stop(), sayso.stop()]);
  rmSync(data, { recursive: true });
}

async function counts() {
  return (await fetch(`${sayso.url}/counts`)).json();
}

/** An answer alone could be a refusal: all that was answered must have been stored, and nothing refused. */
function honest(before, after) {
  const own = cases.filter(({ server }) => server === sayso);
  const answered = (one) => one.runs.reduce((total, run) => total + run.answered, 0);
  const sent = own.reduce((total, one) => total + answered(one) * one.size, 0);
  const stored = after.accepted - before.accepted;
  console.log(
    `Of ${sent} events answered, ${Math.min(stored, sent)} are stored; ${after.refused} were refused.`,
  );
  if (stored < sent || after.refused > 0) process.exitCode = 1;
}
