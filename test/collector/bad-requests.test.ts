import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { badRequest, seeded } from '../faults/bad-requests.mjs';
import { type Collector, startCollector, type Visitor, YES } from './harness.ts';

const COUNT = 5_000;
const SEED = 20_261_121;

let collector: Collector;
let known: Visitor;
beforeAll(async () => {
  collector = await startCollector();
  known = collector.visitor();
  await known.say(YES);
});
afterAll(() => collector.close());

test(`${COUNT} bad requests: none ends in an error of ours, none takes long, and what is refused changes nothing`, async () => {
  const random = seeded(SEED);
  const file = new Sqlite(collector.file, { readonly: true });
  // Moves when somebody else has written.
  const version = file.prepare('PRAGMA data_version').pluck();
  const statuses = new Map<number, number>();
  let longest = 0;
  let written = 0;
  for (let i = 0; i < COUNT; i++) {
    const bad = badRequest(random, { site: 'shop', known: known.subject });
    const before = version.get();
    const began = performance.now();
    const response = await collector.app.request(
      new Request(new URL(bad.path.replace(/^\/+/, '/'), 'http://collector.example'), {
        ...(bad.method === 'CONNECT' ? {} : { method: bad.method }),
        headers: bad.headers,
        ...(bad.body === undefined ? {} : { body: bad.body }),
      }),
      undefined,
      { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
    );
    await response.arrayBuffer();
    longest = Math.max(longest, performance.now() - began);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    expect(response.status, `${i}: ${bad.method} ${bad.path}`).toBeLessThan(500);
    if (version.get() !== before) written++;
    if (response.status >= 400) {
      expect(version.get(), `${i}: ${bad.method} ${bad.path} was refused with ${response.status}`).toBe(
        before,
      );
    }
  }
  file.close();
  // Otherwise it would move for nobody.
  expect(written).toBeGreaterThan(100);
  // The requests are bad in different ways, and not all of them.
  for (const status of [200, 201, 400, 401, 403, 404, 413, 415, 422]) {
    expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThan(10);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(longest).toBeLessThan(2_000);
  expect(collector.lines).toEqual([]);
}, 120_000);

test('after all of them a good request is answered as ever', async () => {
  const visitor = collector.visitor();
  expect((await visitor.say(YES)).status).toBe(201);
  expect(await visitor.try()).toBe('accepted');
});
