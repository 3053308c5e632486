// More requests than the collector can store: each is answered, memory stays flat, and it goes on saying that it is alive.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startCollector } from './collector.mjs';

const SUBJECTS = 200;
const CAPACITY_MS = 3_000;
const TICK = 5;
/** How often memory and `/healthz` are looked at, in milliseconds. */
const LOOK = 250;

/** MiB that a process holds. */
export const residentOf = (pid) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;

/** The value below which `share` of the sorted numbers are. */
const quantile = (numbers, share) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))] ?? Number.NaN;

/** Loads a collector for so many seconds; what it held, what it answered, and what is wrong with that. */
export async function overload({ data, seconds, log = () => {} }) {
  const collector = startCollector({ data, port: await freePort() });
  await collector.ready;
  await sleep(2_000);
  const idle = residentOf(collector.pid);
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const post = (path, body) => send(agent, collector.url + path, body);
  const subjects = Array.from({ length: SUBJECTS }, () => randomBytes(16).toString('base64url'));
  const at = new Date().toISOString();
  const purposes = { preferences: true, analytics: true, marketing: true };
  for (const subject of subjects) {
    const choice = { id: randomUUID(), subject, purposes, policyVersion: 1, method: 'accept-all', at };
    await post('/v1/demo/receipts', choice);
  }

  const statuses = new Map();
  let stored = 0;
  let asked = 0;
  const ask = async () => {
    const now = new Date().toISOString();
    const page = { id: 'p', url: 'https://shop.example/', path: '/' };
    const events = [{ id: randomUUID(), name: 'page_view', at: now, page }];
    const subject = subjects[asked++ % SUBJECTS];
    const { status, body } = await post('/v1/demo/events', { subject, sentAt: now, events });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200) stored += JSON.parse(body).accepted;
  };

  // What it can take, once its code is warm.
  const closed = async (ms) => {
    const [began, before] = [performance.now(), asked];
    const worker = async () => {
      while (performance.now() < began + ms) await ask();
    };
    await Promise.all(Array.from({ length: 128 }, worker));
    return (asked - before) / ((performance.now() - began) / 1000);
  };
  await closed(CAPACITY_MS);
  const capacity = await closed(CAPACITY_MS);

  // Twice of that, whether it answers or not.
  const until = performance.now() + seconds * 1000;
  const pending = new Set();
  const flood = async () => {
    const start = performance.now();
    for (let sent = 0; performance.now() < until; await sleep(TICK)) {
      const due = ((performance.now() - start) / 1000) * capacity * 2;
      for (; sent < due; sent++) {
        const one = ask().finally(() => pending.delete(one));
        pending.add(one);
      }
    }
    await Promise.all(pending);
  };
  const held = [];
  const alive = [];
  const look = async () => {
    for (let looks = 1; performance.now() < until; looks++) {
      const began = performance.now();
      const { status } = await send(false, `${collector.url}/healthz`);
      alive.push(status === 200 ? performance.now() - began : Number.POSITIVE_INFINITY);
      held.push(residentOf(collector.pid));
      if (looks % 120 === 0) log(`${held.at(-1)?.toFixed(0)} MiB, ${stored} events stored`);
      await sleep(LOOK);
    }
  };
  await Promise.all([look(), flood()]);
  agent.destroy();
  const counts = await (await fetch(`${collector.url}/counts`)).json();
  const { code } = await collector.stop();
  // The caches fill in the first fifth.
  const later = held.slice(Math.floor(held.length / 5));
  const figures = {
    idle: Math.round(idle),
    most: Math.round(Math.max(...held)),
    from: Math.round(quantile(later.slice(0, later.length / 4), 0.5)),
    to: Math.round(quantile(later.slice(-later.length / 4), 0.5)),
    capacity: Math.round(capacity),
    alive: Math.round(quantile(alive, 0.99)),
    statuses: Object.fromEntries([...statuses].sort()),
    stored,
  };
  const odd = [...statuses.keys()].filter((status) => status !== 200 && status !== 503);
  const problems = [
    odd.length > 0 && `answers other than 200 and 503: ${odd.join(', ')}`,
    !statuses.has(503) && 'nothing was answered 503: that was no overload',
    counts.accepted !== stored && `${stored} events were acknowledged, and ${counts.accepted} are stored`,
    code !== 0 && `the collector ended with ${code}`,
  ].filter((problem) => problem !== false);
  return { figures, problems };
}

/** Its status and body; in place of a status the code of what went wrong. */
function send(agent, url, body) {
  return new Promise((resolve) => {
    const headers = body ? { 'content-type': 'text/plain' } : {};
    const asked = request(url, { method: body ? 'POST' : 'GET', headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, body: text }));
      answer.on('error', (error) => resolve({ status: error.code ?? 'broken', body: '' }));
    });
    asked.on('error', (error) =>
      resolve({ status: /** @type {NodeJS.ErrnoException} */ (error).code ?? 'error', body: '' }),
    );
    asked.end(body ? JSON.stringify(body) : undefined);
  });
}
