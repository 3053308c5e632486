import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { freePort, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';

const data = mkdtempSync(join(tmpdir(), 'sayso-stop-'));
let collector: ReturnType<typeof startCollector>;
afterEach(async () => {
  await collector.kill();
  rmSync(data, { recursive: true });
});

/** A refusal of which the collector has the head and half of the body. */
function halfSent(url: string): { begun: ClientRequest; rest: string; answer: Promise<IncomingMessage> } {
  const purposes = { preferences: false, analytics: false, marketing: false };
  const body = JSON.stringify({
    id: randomUUID(),
    subject: randomBytes(16).toString('base64url'),
    purposes,
    policyVersion: 1,
    method: 'reject-all',
    at: new Date().toISOString(),
  });
  const headers = { 'content-type': 'text/plain', 'content-length': body.length };
  const begun = request(`${url}/v1/demo/receipts`, { method: 'POST', headers, agent: false });
  begun.write(body.slice(0, 50));
  const answer = once(begun, 'response').then(([response]) => response as IncomingMessage);
  answer.catch(() => {});
  return { begun, rest: body.slice(50), answer };
}

test('SIGTERM under load: what was accepted is answered and kept, nothing new is taken, exit 0 within 5 s', async () => {
  const port = await freePort();
  collector = startCollector({ data, port });
  await collector.ready;
  const people = crowd({ visitors: 6, url: () => collector.url });
  await sleep(700);
  const halves = Array.from({ length: 10 }, () => halfSent(collector.url));
  await sleep(200);

  const began = performance.now();
  const ended = collector.stop();
  await expect.poll(() => collector.said(), { interval: 5 }).toContain('"stopping"');
  await sleep(50);
  const late = connect(port, '127.0.0.1');
  const [refused] = (await once(late, 'error')) as [NodeJS.ErrnoException];
  expect(refused.code).toBe('ECONNREFUSED');
  for (const { begun, rest } of halves) begun.end(rest);
  const answers = await Promise.all(halves.map(({ answer }) => answer));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(halves.map(() => 201));
  for (const answer of answers) answer.resume();
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(5_000);

  // Whoever had no answer asks again.
  collector = startCollector({ data, port });
  await collector.ready;
  await people.rest();
  const { problems, counts } = await problemsOf(collector.url, data, people.all);
  expect(counts.events).toBeGreaterThan(0);
  // The sum holds the ten that were sent in halves.
  expect(problems).toEqual([
    `receipts: ${counts.receipts + 10} rows, ${counts.receipts + 10} counted, ${counts.receipts} acknowledged`,
  ]);
});

test('SIGTERM while a client never ends its request: exit 0 within 5 s all the same', async () => {
  collector = startCollector({ data, port: await freePort() });
  await collector.ready;
  const { begun, answer } = halfSent(collector.url);
  begun.on('error', () => {});
  await sleep(200);
  const began = performance.now();
  expect(await collector.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(5_000);
  await expect(answer).rejects.toThrow();
});
