// `npm run soak -- stored [--events=20000000]`: whether what is stored slows down what comes: a collector on an empty folder
// and one on a folder that holds so many events, in turns, with one event a request and with 50. The events that are there
// are all of today, so that each of their ids is still known.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '@sayso/collector';
import autocannon from 'autocannon';
import { consenting, eventsOf, pageView } from '../bench/measure/bodies.mjs';
import { machine, median, table } from '../bench/measure/machine.mjs';
import { pinning, startCollector } from '../bench/measure/program.mjs';

const { values } = parseArgs({ options: { events: { type: 'string' } } });
const most = Number(values.events ?? 20_000_000);
const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 128;
const SUBJECTS = 10_000;
const SIZES = [1, 50];

const folder = mkdtempSync(join(tmpdir(), 'sayso-stored-'));
const [empty, full] = [join(folder, 'empty'), join(folder, 'full')];
console.log(`${machine()}, ${pinning}`);

/** Fills the store as the collector does, 100 events a write. */
async function fill(from, to) {
  const { store } = await openStore({ data: full });
  const site = await store.site('demo');
  if (!site) throw new Error('no site');
  const subjects = Array.from({ length: SUBJECTS }, () => randomBytes(32).toString('base64url'));
  let left = (to - from) / 100;
  let told = performance.now();
  const more = async () => {
    while (left-- > 0) {
      const receivedAt = new Date().toISOString();
      const events = Array.from({ length: 100 }, (_, seq) => ({
        event: pageView(randomUUID(), receivedAt, seq),
        amounts: {},
        purpose: 'analytics',
        retentionDays: 90,
        receivedAt,
        region: 'DE',
        locale: 'de',
        device: 'phone',
        browser: 'firefox',
      }));
      await site.write((tx) => tx.addEvents(subjects[left % SUBJECTS] ?? '', events));
      if (performance.now() - told < 20_000) continue;
      told = performance.now();
      console.log(`${(to - left * 100).toLocaleString('en')} events are stored`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, more));
  await store.close();
}

const run = (url, duration, body) =>
  new Promise((resolve, reject) => {
    const requests = [
      {
        method: /** @type {const} */ ('POST'),
        path: '/v1/demo/events',
        headers: { 'content-type': 'text/plain' },
        setupRequest: (request) => ({ ...request, body: body() }),
      },
    ];
    autocannon({ url, connections: CONNECTIONS, duration, requests }, (error, result) =>
      error ? reject(error) : resolve(result),
    );
  });

/** Requests a second, requests per second of processor time and p99, of an empty folder and of the full one in turns. */
async function measure() {
  const servers = { empty: await startCollector(empty), full: await startCollector(full) };
  const sums = {};
  try {
    for (const [name, server] of Object.entries(servers)) {
      const subjects = await consenting(server.url, CONNECTIONS);
      for (const size of SIZES) {
        sums[`${name} ${size}`] = { server, body: eventsOf(subjects, size), rates: [], perCpu: [], p99: [] };
        await run(server.url, SECONDS, sums[`${name} ${size}`].body);
      }
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { server, body, rates, perCpu, p99 } of Object.values(sums)) {
        const before = server.cpu();
        const result = await run(server.url, SECONDS, body);
        if (result.non2xx + result.errors > 0) throw new Error('requests failed');
        rates.push(result.requests.average);
        perCpu.push(result['2xx'] / (server.cpu() - before));
        p99.push(result.latency.p99);
      }
    }
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
  return (name, size, what) => median(sums[`${name} ${size}`][what]);
}

const bytes = () =>
  readdirSync(full)
    .map((name) => statSync(join(full, name)).size)
    .reduce((sum, size) => sum + size, 0) /
  2 ** 30;

const rows = [
  [
    'stored before',
    'events a request',
    'requests/s',
    'of empty',
    'per CPU s, of empty',
    'p99 ms, empty',
    'GiB',
  ],
];
let worst = 1;
try {
  // Both folders get their site.
  for (const data of [empty, full]) await (await startCollector(data)).stop();
  let stored = 0;
  for (const events of [0, 1_000_000, most].filter((count) => count <= most)) {
    if (events > stored) await fill(stored, events);
    stored = events;
    const of = await measure();
    for (const size of SIZES) {
      const share = of('full', size, 'perCpu') / of('empty', size, 'perCpu');
      worst = Math.min(worst, share);
      rows.push([
        events.toLocaleString('en'),
        size,
        of('full', size, 'rates').toFixed(0),
        (of('full', size, 'rates') / of('empty', size, 'rates')).toFixed(2),
        share.toFixed(2),
        `${of('full', size, 'p99').toFixed(0)}, ${of('empty', size, 'p99').toFixed(0)}`,
        bytes().toFixed(2),
      ]);
      console.log(rows.at(-1)?.join('  '));
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const line of table(rows)) console.log(line);
console.log(
  `Per second of processor time the slowest is ${worst.toFixed(2)} of an empty folder; expected 0.85.`,
);
process.exitCode = worst >= 0.85 ? 0 : 1;
