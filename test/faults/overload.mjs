// More requests than the collector can store: each is answered, memory stays flat, and it goes on saying that it is alive.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { freePort, startCollector } from './collector.mjs';

const SUBJECTS = 200;
/** More than the writes that the collector lets wait. */
const LINES = 3_000;
const CAPACITY_MS = 3_000;
const TICK = 5;
/** How often memory and `/healthz` are looked at, in milliseconds. */
const LOOK = 250;

/** MiB that a process holds. */
const residentOf = (pid) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;

/** The value below which `share` of the numbers are. */
const quantile = (numbers, share) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))] ?? Number.NaN;

/**
 * Connections that stay open, each with one request at a time; by hand, since with Node's own
 * client the load is the slower of the two. `ask` gives the status, or `broken`; null while none is free.
 */
function openLines({ hostname, port }, count) {
  const idle = [];
  const sockets = Array.from({ length: count }, () => {
    const line = { socket: connect(Number(port), hostname).setNoDelay(), answer: null, text: '' };
    idle.push(line);
    const done = (status) => {
      line.answer?.(status);
      line.answer = null;
    };
    line.socket.setEncoding('latin1').on('data', (chunk) => {
      line.text += chunk;
      const [, status, length] = /^HTTP\/1\.1 (\d+)[\s\S]*?\r\ncontent-length: (\d+)/i.exec(line.text) ?? [];
      const end = line.text.indexOf('\r\n\r\n') + 4;
      if (status === undefined || end < 4 || line.text.length < end + Number(length)) return;
      line.text = '';
      idle.push(line);
      done(Number(status));
    });
    line.socket.on('error', () => {}).on('close', () => done('broken'));
    return line.socket;
  });
  return {
    ask(body) {
      // The one that has rested longest: a connection that says nothing for ten seconds is closed.
      const line = idle.shift();
      if (!line) return null;
      return new Promise((resolve) => {
        line.answer = resolve;
        line.socket.write(
          `POST /v1/demo/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
      });
    },
    close: () => sockets.forEach((socket) => void socket.destroy()),
  };
}

/** Loads a collector for so many seconds; what it held, what it answered, and what is wrong with that. */
export async function overload({ data, seconds, log = () => {} }) {
  const collector = startCollector({ data, port: await freePort() });
  await collector.ready;
  await sleep(2_000);
  const idle = residentOf(collector.pid);
  const subjects = Array.from({ length: SUBJECTS }, () => randomBytes(16).toString('base64url'));
  const purposes = { preferences: true, analytics: true, marketing: true };
  const choose = async (subject) => {
    const at = new Date().toISOString();
    const choice = { id: randomUUID(), subject, purposes, policyVersion: 1, method: 'accept-all', at };
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(choice) };
    return (await fetch(`${collector.url}/v1/demo/receipts`, init)).status;
  };
  for (const subject of subjects) await choose(subject);

  const lines = openLines(new URL(collector.url), LINES);
  const statuses = new Map();
  let asked = 0;
  const ask = async () => {
    const at = new Date().toISOString();
    const page = { id: 'p', url: 'https://shop.example/', path: '/' };
    const events = [{ id: randomUUID(), name: 'page_view', at, page }];
    const subject = subjects[asked % SUBJECTS];
    const answer = lines.ask(JSON.stringify({ subject, sentAt: at, events }));
    if (!answer) return;
    asked++;
    const status = await answer;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
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
  const [start, before] = [performance.now(), { asked, stored: statuses.get(200) ?? 0 }];
  const until = start + seconds * 1000;
  const pending = new Set();
  const flood = async () => {
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
  const choices = [];
  const look = async () => {
    for (let looks = 1; performance.now() < until; looks++) {
      held.push(residentOf(collector.pid));
      choices.push(choose(randomBytes(16).toString('base64url')));
      if (looks % 120 === 0) log(`${held.at(-1)?.toFixed(0)} MiB, ${statuses.get(200)} events stored`);
      await sleep(LOOK);
    }
  };
  const asking = new Worker(new URL('./alive.mjs', import.meta.url), {
    workerData: { url: collector.url, every: LOOK },
  });
  asking.on('message', (ms) => alive.push(ms));
  await Promise.all([look(), flood()]);
  await asking.terminate();
  const took = (performance.now() - start) / 1000;
  lines.close();
  const stored = statuses.get(200) ?? 0;
  const counts = await (await fetch(`${collector.url}/counts`)).json();
  const refused = (await Promise.all(choices)).filter((status) => status !== 201);
  const { code } = await collector.stop();
  // The caches fill in the first fifth.
  const later = held.slice(Math.floor(held.length / 5));
  const some = Math.ceil(later.length / 4);
  const figures = {
    capacity: Math.round(capacity),
    asked: Math.round((asked - before.asked) / took),
    stored: Math.round((stored - before.stored) / took),
    idle: Math.round(idle),
    most: Math.round(Math.max(...held)),
    from: Math.round(quantile(later.slice(0, some), 0.5)),
    to: Math.round(quantile(later.slice(-some), 0.5)),
    alive: Math.round(quantile(alive, 0.99)),
    statuses: Object.fromEntries([...statuses].sort()),
  };
  const odd = [...statuses.keys()].filter((status) => status !== 200 && status !== 503);
  const problems = [
    odd.length > 0 && `answers other than 200 and 503: ${odd.join(', ')}`,
    !statuses.has(503) && 'nothing was answered 503: that was no overload',
    counts.accepted !== stored && `${stored} events were acknowledged, and ${counts.accepted} are stored`,
    refused.length > 0 &&
      `${refused.length} of ${choices.length} choices were not taken: ${refused.join(', ')}`,
    code !== 0 && `the collector ended with ${code}`,
  ].filter((problem) => problem !== false);
  return { figures, problems };
}
