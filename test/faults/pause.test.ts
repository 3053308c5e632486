import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';

const data = mkdtempSync(join(tmpdir(), 'sayso-pause-'));
let one: ReturnType<typeof startCollector>;
let other: ReturnType<typeof startCollector>;
beforeAll(async () => {
  one = startCollector({ data, port: await freePort() });
  await one.ready;
  other = startCollector({ data, port: await freePort() });
  await other.ready;
});
afterAll(async () => {
  await Promise.all([one.kill(), other.kill()]);
  rmSync(data, { recursive: true });
});

test('SIGSTOP again and again under load: what was acknowledged is there, once, when it goes on', async () => {
  const people = crowd({ visitors: 4, url: () => one.url });
  for (let i = 0; i < 5; i++) {
    await sleep(200);
    one.pause();
    await sleep(400);
    one.resume();
  }
  await people.rest();
  const { problems, counts } = await problemsOf(one.url, data, people.all);
  expect(problems).toEqual([]);
  expect(counts.events).toBeGreaterThan(20);
});

test('a collector that stands still does not stop the one beside it from reading, and what that one acknowledges is kept', async () => {
  one.pause();
  try {
    const answers = await Promise.all(
      ['/v1/demo/policy', '/s/demo.js', '/healthz'].map((path) => fetch(`${other.url}${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    // It may hold the database: then writes are answered busy within seconds.
    const { status } = await fetch(`${other.url}/readyz`);
    expect([200, 503]).toContain(status);
  } finally {
    one.resume();
  }
  await expect.poll(async () => (await fetch(`${other.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
});
