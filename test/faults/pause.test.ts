import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { crowd, problemsOf } from './driver.mjs';
import { openPair } from './pair.ts';

const pair = openPair();

test('SIGSTOP again and again under load: what was acknowledged is there, once, when it goes on', async () => {
  const people = crowd({ visitors: 4, url: () => pair.one.url });
  for (let i = 0; i < 5; i++) {
    await sleep(200);
    pair.one.pause();
    await sleep(400);
    pair.one.resume();
  }
  await people.rest();
  const { problems, counts } = await problemsOf(pair.one.url, pair.data, people.all);
  expect(problems).toEqual([]);
  expect(counts.events).toBeGreaterThan(20);
});

test('a collector that stands still does not stop the one beside it from reading, and what that one acknowledges is kept', async () => {
  pair.one.pause();
  try {
    const answers = await Promise.all(
      ['/v1/demo/policy', '/s/demo.js', '/healthz'].map((path) => fetch(`${pair.other.url}${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    // It may hold the database: then writes are answered busy within seconds.
    const { status } = await fetch(`${pair.other.url}/readyz`);
    expect([200, 503]).toContain(status);
  } finally {
    pair.one.resume();
  }
  await expect
    .poll(async () => (await fetch(`${pair.other.url}/readyz`)).status, { timeout: 10_000 })
    .toBe(200);
});
