// `npm run bench -- collector [--rounds=3] [--seconds=2]`: what the collector makes of a core, as ratios in one run: to Hono
// alone with one event a request, with 50 to the same rows inserted without HTTP and without asking anybody; and receipts,
// each of a new visitor, signed and taken into the public log meanwhile, to its own events and to the consents that
// @c15t/backend stores.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { consenting, eventsOf, newReceipt } from './measure/bodies.mjs';
import { installC15t, newConsent, version } from './measure/c15t.mjs';
import { machine, median, table } from './measure/machine.mjs';
import { pinning, startCollector, startProgram, startWorker } from './measure/program.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seconds: { type: 'string' } } });
const ROUNDS = Number(values.rounds ?? 3);
const SECONDS = Number(values.seconds ?? 2);
const CONNECTIONS = 128;
/** Into how many the load is parted where it is less than can be taken. */
const PARTS = 128;
/** Seconds before anything is measured: a collector runs for weeks, and no code is as slow as at its start. */
const WARM = 3;

const data = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
console.log(`${machine()}, ${pinning}`);
const bare = await startProgram('test/bench/measure/servers/bare.mjs');
const hono = await startProgram('test/bench/measure/servers/hono.mjs');
const inserts = await startWorker('test/bench/measure/inserts.mjs', [join(data, 'raw.db')]);
const installed = await installC15t();
const c15t =
  installed &&
  (await startProgram('test/bench/measure/servers/c15t.mjs', (port) => [
    String(port),
    join(data, 'c15t.db'),
    installed,
  ]));
const sayso = await startCollector(join(data, 'sayso'));
const subjects = await consenting(sayso.url, CONNECTIONS);

const events = (size) => ({ path: '/v1/demo/events', size, body: eventsOf(subjects, size) });
const receipts = { path: '/v1/demo/receipts', size: 0, body: newReceipt };
const cases = {
  bare: { name: '(a) node:http, 200 with nothing done', server: bare, ...events(1) },
  hono: { name: '(b) the same by Hono', server: hono, ...events(1) },
  inserts: { name: '(c) the same rows inserted, 500 events a commit', size: 50 },
  one: { name: '(d) Sayso, 1 event a request', server: sayso, ...events(1) },
  fifty: { name: '(d) Sayso, 50 events a request', server: sayso, ...events(50) },
  receipts: { name: '(e) Sayso, receipts', server: sayso, ...receipts },
  ...(c15t && {
    consents: {
      name: `(f) @c15t/backend ${version}, consents`,
      server: c15t,
      path: '/subjects',
      size: 0,
      body: newConsent,
      type: 'application/json',
    },
  }),
};
for (const one of Object.values(cases)) one.runs = [];

async function measure(one, duration, overallRate) {
  const { server = inserts } = one;
  const [began, used] = [performance.now(), server.cpu()];
  const run = one.server ? await load(one, duration, overallRate) : await insert(one, duration);
  const seconds = (performance.now() - began) / 1000;
  // What else the machine does meanwhile slows a run down, and changes little of this.
  return { ...run, perCpu: (run.rate * seconds) / (server.cpu() - used) };
}

async function insert({ size }, duration) {
  const rate = Number(await inserts.ask(duration * 1000)) / size;
  return { rate, p50: Number.NaN, p99: Number.NaN, answered: 0 };
}

async function load(one, duration, overallRate) {
  // The generator sends what belongs to a second at its beginning: many of them, one after the other, send evenly.
  const parts = overallRate ? PARTS : 1;
  const latencies = [];
  const results = await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      await sleep((part * 1000) / parts);
      return loadPart(one, duration, overallRate && overallRate / parts, CONNECTIONS / parts, latencies);
    }),
  );
  const sum = (number) => results.reduce((total, result) => total + number(result), 0);
  const bad = sum(({ errors, timeouts, non2xx }) => errors + timeouts + non2xx);
  if (bad > 0) throw new Error(`${bad} requests of ${one.server.url}${one.path} failed`);
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
  return {
    rate: sum(({ requests }) => requests.average),
    p50: at(0.5),
    p99: at(0.99),
    answered: sum((result) => result['2xx']),
  };
}

function loadPart(
  { server, path, body, type = 'text/plain' },
  duration,
  overallRate,
  connections,
  latencies,
) {
  const setupRequest = (request) => ({ ...request, body: body() });
  const headers = { 'content-type': type };
  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url: server.url,
        connections,
        duration,
        requests: [{ method: 'POST', path, headers, setupRequest }],
        ...(overallRate ? { overallRate } : {}),
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    run.on('response', (_client, _status, _bytes, ms) => latencies.push(ms));
  });
}

const of = (one, what) => median(one.runs.map((run) => run[what]));

try {
  for (const one of Object.values(cases)) await measure(one, WARM);
  const before = await counts();
  // In turns, so that a machine that gets slower is so for all.
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of Object.values(cases)) one.runs.push(await measure(one, SECONDS));
  }
  const half = Math.round(of(cases.one, 'rate') / 2);
  const calm = { ...cases.one, runs: [] };
  for (let round = 0; round < ROUNDS; round++) calm.runs.push(await measure(calm, SECONDS, half));
  show(half, calm);
  await honest(before, await counts(), [...Object.values(cases), calm]);
} finally {
  await Promise.all([bare, hono, inserts, sayso, c15t].map((server) => server?.stop()));
  rmSync(data, { recursive: true });
}

function show(half, calm) {
  const number = (value) => (Number.isNaN(value) ? '' : value.toFixed(0));
  const row = (one, ratio = null, target = '') => [
    one.name,
    one.server ? number(of(one, 'rate')) : '',
    one.size > 1 || one === cases.one ? number(of(one, 'rate') * one.size) : '',
    number(of(one, 'p50')),
    number(of(one, 'p99')),
    ratio ? `${(of(one, 'rate') / of(ratio, 'rate')).toFixed(2)} of ${ratio.name.slice(0, 3)}` : '',
    target,
    number(of(one, 'perCpu')),
    ratio ? `${(of(one, 'perCpu') / of(ratio, 'perCpu')).toFixed(2)}` : '',
  ];
  const rows = [
    [
      `median of ${ROUNDS}`,
      'requests/s',
      'events/s',
      'p50 ms',
      'p99 ms',
      'ratio',
      'target',
      'requests/CPU s',
      'ratio',
    ],
    row(cases.bare),
    row(cases.hono),
    row(cases.inserts),
    row(cases.one, cases.hono, '0.50'),
    row(cases.fifty, cases.inserts, '0.60'),
    [
      `(d) the same at half of its ${half * 2} a second`,
      half,
      '',
      number(of(calm, 'p50')),
      number(of(calm, 'p99')),
      '',
      'p99 15 ms',
    ],
    row(cases.receipts, cases.one, '0.50'),
    ...(cases.consents ? [row(cases.consents)] : []),
  ];
  for (const line of table(rows)) console.log(line);
  if (cases.consents) {
    const times = of(cases.receipts, 'rate') / of(cases.consents, 'rate');
    console.log(`Receipts per second: ${times.toFixed(0)} times those of (f); the target is 15.`);
  }
  console.log(
    `${CONNECTIONS} connections, ${SECONDS} s a run, in turns. Baselines (a) and (b) read and keep nothing; of Sayso every 200 and 201 is on disk. Requests per second of processor time are of the server alone.`,
  );
}

async function counts() {
  return (await fetch(`${sayso.url}/counts`)).json();
}

/** An answer alone could be a refusal: all that was answered must have been stored, all receipts in the log, and nothing refused. */
async function honest(before, after, all) {
  const answered = (one) => one.runs.reduce((total, run) => total + run.answered, 0);
  const sent = all
    .filter(({ server }) => server === sayso)
    .reduce((total, one) => total + answered(one) * one.size, 0);
  const stored = after.accepted - before.accepted;
  console.log(
    `Of ${sent} events answered, ${Math.min(stored, sent)} are stored; ${after.refused} were refused.`,
  );
  const issued = after.receipts - before.receipts;
  const inLog = await logged(after.receipts);
  console.log(
    `Of ${answered(cases.receipts)} receipts answered, ${issued} are stored; the public log has ${inLog ? 'them all' : 'not got them all'}.`,
  );
  const short = stored < sent || issued < answered(cases.receipts);
  if (short || after.refused > 0 || !inLog) process.exitCode = 1;
}

/** Whether the log comes to hold as many entries, in ten times the time that it promises. */
async function logged(entries) {
  for (let tries = 0; tries < 40; tries++) {
    const checkpoint = await (await fetch(`${sayso.url}/log/demo/checkpoint`)).text();
    if (Number(checkpoint.split('\n')[1]) >= entries) return true;
    await sleep(250);
  }
  return false;
}
