import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AT,
  accepted,
  capture,
  event,
  found,
  hashOf,
  rootKeys,
  siteOf,
} from '../../../test/store/samples.ts';
import { newKey, seal, wrap } from '../seal.ts';
import { type Connection, openFile, openReader } from './file.ts';
import { openKept } from './kept.ts';
import { migrate } from './migrate.ts';
import { SqliteStore } from './store.ts';

const DAY = 86_400_000;
const MIGRATIONS = new URL('../../../migrations/sqlite/', import.meta.url);
const KEYS = new URL('../../../migrations/sqlite-keys/', import.meta.url);
let folder: string;
let now: number;
let main: Connection;
let store: SqliteStore;

async function open(partitionBytes?: number, wrapKey = newKey()): Promise<SqliteStore> {
  main = await openFile(join(folder, 'sayso.db'), MIGRATIONS);
  const keys = await openFile(join(folder, 'keys.db'), KEYS);
  const reader = openReader(join(folder, 'sayso.db'));
  return new SqliteStore({ main, reader, keys, roots: rootKeys(wrapKey), now: () => now, partitionBytes });
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-partitions-'));
  now = Date.parse(AT);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const tables = (): string[] =>
  main
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE name GLOB 'blocks_[0-9]*' AND type = 'table'")
    .pluck()
    .all();

test('a table is closed at its size, so that none takes long to drop, and a free number is given again', async () => {
  store = await open(2_000);
  const demo = await siteOf(store);
  const sent = Array.from({ length: 30 }, () => event());
  for (const one of sent) await capture(demo, hashOf('s'), [accepted(one, { retentionDays: 10 })]);
  const many = tables().length;
  expect(many).toBeGreaterThan(3);
  expect((await demo.holding(hashOf('s'))).events).toEqual(sent);

  now += 10 * DAY;
  let steps = 0;
  while ((await store.dropOver()) !== null) steps++;
  expect(steps).toBe(many - 1);
  expect(tables()).toEqual(['blocks_1']);
  const receivedAt = new Date(now).toISOString();
  for (const one of sent)
    await capture(demo, hashOf('t'), [accepted(one, { retentionDays: 10, receivedAt })]);
  expect(tables().sort()).toContain('blocks_2');
  expect((await demo.holding(hashOf('t'))).events).toEqual(sent);
  expect((await demo.holding(hashOf('s'))).events).toEqual([]);
});

test('a table that was made in a write which fails is not there, and the next write makes it', async () => {
  store = await open();
  const demo = await siteOf(store);
  const failing = demo.write(async (tx) => {
    await tx.addEvents(hashOf('s'), [accepted(event(), { retentionDays: 10 })]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(tables()).toEqual(['blocks_1']);
  await capture(demo, hashOf('s'), [accepted(event('click'), { retentionDays: 10 })]);
  expect((await demo.holding(hashOf('s'))).events.map(({ name }) => name)).toEqual(['click']);
});

test('what an earlier version stored is read, counted, and goes when its policy says so', async () => {
  const old = openKept(join(folder, 'sayso.db'));
  const earlier = mkdtempSync(join(tmpdir(), 'sayso-earlier-'));
  const first = readdirSync(MIGRATIONS).filter((name) => name < '0004');
  for (const name of first) cpSync(new URL(name, MIGRATIONS), join(earlier, name));
  migrate(old, pathToFileURL(`${earlier}/`));
  rmSync(earlier, { recursive: true });
  const [key, wrapKey, sub] = [newKey(), newKey(), hashOf('s')];
  const kept = event('click');
  const content = JSON.stringify([[0, kept]]);
  const sealed = seal(key, `events|demo|${sub}|analytics|2026-11-20`, content);
  old.prepare("INSERT INTO sites VALUES ('demo', '[]', 0, 'log.example/demo', ?)").run(AT);
  old
    .prepare("INSERT INTO blocks VALUES (1, 1, 'demo', ?, 'analytics', '2026-11-20', ?, ?)")
    .run(sub, AT, sealed);
  old
    .prepare(
      "INSERT INTO events (id, site, name, purpose, day, block) VALUES (?, 'demo', 'click', 'analytics', '2026-11-20', 1)",
    )
    .run(Buffer.alloc(16));
  old.prepare("INSERT INTO totals VALUES ('demo', 0, 1)").run();
  old.close();

  store = await open(undefined, wrapKey);
  const keys = openKept(join(folder, 'keys.db'));
  keys
    .prepare("INSERT INTO subject_keys (site, sub, wrapped) VALUES ('demo', ?, ?)")
    .run(sub, wrap(wrapKey, 'demo', sub, key));
  keys.close();
  const demo = found(await store.site('demo'));
  const later = event('search');
  await demo.write((tx) => tx.addEvents(sub, [accepted(later)]));
  expect((await demo.holding(sub)).events).toEqual([kept, later]);
  expect(await demo.aggregates('2026-11-20', '2026-11-20')).toMatchObject([
    { name: 'click', count: 1 },
    { name: 'search', count: 1 },
  ]);
  const before = '2000-01-01T00:00:00Z';
  const cutoffs = { receipts: before, refusals: before, aggregates: before, erasures: before };
  const removed = await demo.expire({ ...cutoffs, events: { analytics: '2026-11-20' } });
  expect(removed).toEqual([{ record: 'event', purpose: 'analytics', count: 2 }]);
  expect((await demo.holding(sub)).events).toEqual([]);
});

test('what is over is in no byte of the files, neither its content nor whose it was', async () => {
  store = await open();
  const demo = await siteOf(store);
  const [mine, hers] = [hashOf('mine'), hashOf('hers')];
  for (let i = 0; i < 20; i++) {
    await demo.write((tx) => tx.addEvents(mine, [accepted(event(), { retentionDays: 10 })]));
  }
  await capture(demo, hers, [accepted(event(), { retentionDays: 20 })]);
  const sealed = main.prepare<[], Buffer>('SELECT sealed FROM blocks_2').pluck().all();
  const isThere = (mark: string | Buffer): boolean =>
    readdirSync(folder)
      .filter((name) => name.startsWith('sayso.db'))
      .some((name) => readFileSync(join(folder, name)).includes(mark));
  expect([mine, hers, ...sealed].every(isThere)).toBe(true);
  now += 10 * DAY;
  while ((await store.dropOver()) !== null);
  expect(sealed).toHaveLength(20);
  expect([mine, ...sealed].some(isThere)).toBe(false);
  expect(isThere(hers)).toBe(true);
});
