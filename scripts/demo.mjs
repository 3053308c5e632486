// The collector and the storefront, side by side until they are told to stop.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './run.mjs';

const READY_WITHIN = 60_000;
const STOPPED_WITHIN = 8_000;

function begin(name, file, args, env) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const log = join(root, '.cache', `${name}.log`);
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, how: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? 1, how: signal ?? `exit code ${code}` }));
  });
  return { name, log, child, ended };
}

const answers = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

async function ready(url, over) {
  const until = Date.now() + READY_WITHIN;
  while (Date.now() < until && !over()) {
    if (await answers(url)) return true;
    await sleep(100);
  }
  return false;
}

async function stop(parts) {
  for (const { child } of parts)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => {
    for (const { child } of parts) child.kill('SIGKILL');
  }, STOPPED_WITHIN);
  const ends = await Promise.all(parts.map(({ ended }) => ended));
  clearTimeout(timer);
  return ends;
}

const lastLines = (log) =>
  readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n').replace(/^/gm, '    ');

/** Serves the demo until a signal comes or one of the two ends; `parent` is who started us. Answers the exit code. */
export async function serveDemo({ port, storePort, data, parent }) {
  const collector = `http://127.0.0.1:${port}`;
  const store = `http://127.0.0.1:${storePort}`;
  console.log('Starting the collector and the storefront …');
  let signalled = false;
  let wake = () => {};
  const signal = new Promise((resolve) => (wake = resolve));
  for (const name of ['SIGINT', 'SIGTERM']) {
    process.on(name, () => {
      signalled = true;
      wake('signal');
    });
  }
  const serve = ['serve', '--demo', '--port', String(port), '--data', data, '--demo-origin', store];
  const parts = [
    begin('collector', 'packages/collector/bin/sayso.js', serve, {}),
    begin('storefront', 'examples/storefront/server.mjs', [], {
      STORE_PORT: String(storePort),
      COLLECTOR: collector,
    }),
  ];
  // A signal to npm ends npm and its shell without reaching us: then nobody is left who could stop the demo.
  const orphaned = () =>
    process.env.npm_lifecycle_event && process.ppid !== parent && process.emit('SIGTERM');
  const watch = setInterval(orphaned, 250);
  let fallen = null;
  const anyEnd = Promise.race(
    parts.map(async (part) => {
      const { how } = await part.ended;
      fallen ??= { part, how };
    }),
  );
  const over = () => signalled || fallen !== null;
  const both = await Promise.all([ready(`${collector}/readyz`, over), ready(`${store}/healthz`, over)]);
  if (both.every(Boolean)) sayWhere(collector, store, data);
  else if (!over())
    console.error(`They did not get ready within ${READY_WITHIN / 1000} s; see .cache/*.log.`);
  if (both.every(Boolean) && !over()) await Promise.race([signal, anyEnd]);

  if (signalled) console.log('Stopping …');
  else if (fallen) {
    console.error(
      `The ${fallen.part.name} has ended (${fallen.how}); stopping the other. The end of its log (${fallen.part.log}):`,
    );
    console.error(lastLines(fallen.part.log));
  }
  const wasAsked = signalled;
  clearInterval(watch);
  const ends = await stop(parts);
  return wasAsked ? (ends.find(({ code }) => code !== 0)?.code ?? 0) : 1;
}

function sayWhere(collector, store, data) {
  console.log(`
  Storefront   ${store}/
               as a visitor from Germany: ${store}/?region=DE
               from California:           ${store}/?region=US-CA
               from Japan:                ${store}/?region=JP
  Collector    ${collector}/

  Data is kept in ${data}, logs are in .cache/*.log. Ctrl+C stops both.
`);
}
