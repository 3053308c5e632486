import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, accepted, capture, event, hashOf, jws, policy, siteOf } from '../test/store/samples.ts';
import { createLog } from './log.ts';
import { auditBefore, cutoffsOf, type Retention, startRetention } from './retention.ts';
import { openStore } from './store/open.ts';
import type { SiteStore, Store } from './store/port.ts';

const DAY = 86_400_000;
let data: string;
let store: Store;
let demo: SiteStore;
let retention: Retention;
let now: number;
let uptime: number;
let lines: { code: string; msg: string; count?: number }[];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-retention-'));
  [now, uptime, lines] = [Date.parse(AT), 0, []];
  store = (await openStore({ data, now: () => now })).store;
  demo = await siteOf(store);
  const published = policy(1);
  published.document.purposes = [{ id: 'analytics', events: ['page_view'], retentionDays: 30 }];
  await demo.write((tx) => tx.publish(published, jws('sayso-policy+jwt')));
  const log = createLog(
    (line) => lines.push(JSON.parse(line)),
    () => now,
  );
  retention = startRetention({ store, log, now: () => now, uptime: () => uptime });
});
afterEach(async () => {
  await retention.stop();
  await store.close();
  rmSync(data, { recursive: true });
});

const later = (days: number): void => {
  now += days * DAY;
  uptime += days * DAY;
};
const held = async (): Promise<number> => (await demo.holding(hashOf('s'))).events.length;

test('what is over goes by itself, and a line and a row say what went', async () => {
  await capture(demo, hashOf('s'), [accepted(event(), { retentionDays: 30 }), accepted()]);
  later(29);
  await retention.pass();
  expect(await held()).toBe(2);
  later(1);
  await retention.pass();
  expect(await held()).toBe(0);
  // One in its table that was over, one row by row: it had come without an end.
  expect(lines).toMatchObject([{ code: 'retention', site: 'demo', count: 2 }]);
  expect(await demo.retained()).toMatchObject({
    sweptAt: new Date(now).toISOString(),
    removed: [{ record: 'event', purpose: 'analytics', day: '2026-12-20', count: 2 }],
  });
});

test('the audit trail is kept for its years, and its removal is a row of it', async () => {
  const add = () =>
    store.audit.add({
      at: new Date(now).toISOString(),
      who: 'cli',
      what: 'trial',
      site: null,
      about: null,
      outcome: 'done',
    });
  const trail = async () => (await store.audit.read({ site: null, limit: 10 })).map(({ what }) => what);
  await add();
  later(1);
  await add();
  later(7 * 365 + 1);
  await retention.pass();
  expect(await trail()).toEqual(['trial', 'trial']);
  later(1);
  await retention.pass();
  await retention.pass();
  expect(await trail()).toEqual(['removed rows up to', 'trial']);
  expect(lines).toMatchObject([{ code: 'retention', msg: expect.stringMatching(/audit$/), count: 1 }]);
});

test('of several sites the one that keeps the audit trail longest has its way', () => {
  expect(auditBefore([1, 7, 2], Date.parse('2026-11-20T10:00:00Z'))).toBe('2019-11-20T00:00:00.000Z');
});

test('a clock that jumps ahead removes nothing for a day', async () => {
  await capture(demo, hashOf('s'), [accepted(event(), { retentionDays: 30 })]);
  now += 365 * DAY;
  await retention.pass();
  expect(await held()).toBe(1);
  expect(lines).toMatchObject([{ code: 'clock' }]);
  later(0.9);
  await retention.pass();
  expect(await held()).toBe(1);
  later(0.2);
  await retention.pass();
  expect(await held()).toBe(0);
});

test('once stopped, nothing more goes', async () => {
  await capture(demo, hashOf('s'), [accepted(event(), { retentionDays: 30 })]);
  later(40);
  await retention.stop();
  await retention.pass();
  expect(await held()).toBe(1);
});

test.each([
  ['2026-11-20T10:00:00Z', '2021-11-20T10:00:00.000Z', '2024-11-20'],
  ['2028-02-29T10:00:00Z', '2023-02-28T10:00:00.000Z', '2026-02-28'],
])('at %s receipts from before %s are over, and counts from before %s', (at, receipts, counts) => {
  expect(cutoffsOf(policy(1), Date.parse(at))).toMatchObject({
    events: {},
    receipts,
    refusals: counts,
    aggregates: counts,
  });
});

test('the hash of who was erased is kept as long as a backup that may bring them back', () => {
  const from = (backupDays: number): string => {
    const { document } = policy(1);
    document.retention.backupDays = backupDays;
    return cutoffsOf({ document }, Date.parse('2026-12-01T00:00:00Z')).erasures;
  };
  expect(from(7)).toBe('2026-09-02T00:00:00.000Z');
  expect(from(365)).toBe('2025-12-01T00:00:00.000Z');
});
