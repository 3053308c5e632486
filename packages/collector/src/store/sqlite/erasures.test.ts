import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AT,
  accepted,
  capture,
  hashOf,
  jws,
  receipt,
  rootKeys,
  siteOf,
} from '../../../test/store/samples.ts';
import { type Connection, openFile, openReader } from './file.ts';
import { SqliteStore } from './store.ts';

let folder: string;
let main: Connection;
let keys: Connection;
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-erasures-'));
  const migrations = (kind: string): URL => new URL(`../../../migrations/${kind}/`, import.meta.url);
  main = await openFile(join(folder, 'sayso.db'), migrations('sqlite'));
  keys = await openFile(join(folder, 'keys.db'), migrations('sqlite-keys'));
  const reader = openReader(join(folder, 'sayso.db'));
  const now = (): number => Date.parse(AT);
  store = new SqliteStore({ main, reader, keys, roots: rootKeys(), now });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const keysOf = (sub: string): unknown =>
  keys.prepare('SELECT count(*) FROM subject_keys WHERE sub = ?').pluck().get(sub);

/** A constraint that is looked at only by COMMIT, and fails there. */
const failTheCommit = (): void => {
  main.pragma('defer_foreign_keys = ON');
  main.exec("INSERT INTO statements (site, leaf, typ, jws) VALUES ('demo', 999, 't', 'j')");
};

test('an erasure whose commit fails after the key is gone is finished by the next write', async () => {
  const demo = await siteOf(store);
  const [mine, hers] = [hashOf('mine'), hashOf('hers')];
  await capture(demo, mine, [accepted()]);
  await capture(demo, hers, [accepted()]);
  await demo.write((tx) => tx.addReceipt(receipt(mine)));
  const failing = demo.write(async (tx) => {
    await tx.erase(mine, AT, false, jws('sayso-tombstone+jwt'));
    failTheCommit();
  });
  await expect(failing).rejects.toMatchObject({ name: 'StoreUnavailable' });
  expect(keysOf(mine)).toBe(0);
  // What is still there can't be read by anyone.
  expect(await demo.holding(mine)).toMatchObject({ receipts: [{}], events: [] });

  expect(await demo.write((tx) => tx.subject(mine))).toBeNull();
  expect(await demo.holding(mine)).toEqual({ receipts: [], events: [], requests: [] });
  expect(await demo.write((tx) => tx.erasedAt(mine))).toBe(AT);
  expect((await demo.holding(hers)).events).toHaveLength(1);
  expect(keys.prepare('SELECT count(*) FROM erasing').pluck().get()).toBe(0);
});

test('a new subject’s key is on disk before the rows that it seals', async () => {
  const demo = await siteOf(store);
  const subject = hashOf('s');
  const seen: unknown[] = [];
  // The commit itself looks: at this moment the key must be there, and the row not yet.
  const failing = demo.write(async (tx) => {
    await tx.addEvents(subject, [accepted()]);
    failTheCommit();
    seen.push(keysOf(subject));
  });
  await expect(failing).rejects.toMatchObject({ name: 'StoreUnavailable' });
  seen.push(keysOf(subject));
  expect(seen).toEqual([0, 1]);
  expect(await demo.holding(subject)).toMatchObject({ events: [] });
  // The key that was left over is used, and none is made beside it.
  await capture(demo, subject, [accepted()]);
  expect(keysOf(subject)).toBe(1);
  expect((await demo.holding(subject)).events).toHaveLength(1);
});

test('a log that somebody still reads is emptied by a later write', async () => {
  const demo = await siteOf(store);
  const subject = hashOf('s');
  await capture(demo, subject, [accepted()]);
  const reading = openReader(join(folder, 'sayso.db'));
  reading.exec('BEGIN');
  reading.prepare('SELECT count(*) FROM blocks_1').get();
  await demo.write((tx) => tx.erase(subject, AT, false, jws('sayso-tombstone+jwt')));
  const log = (): number => Number((main.pragma('wal_checkpoint(PASSIVE)') as { log: number }[])[0]?.log);
  expect(log()).toBeGreaterThan(0);
  reading.exec('COMMIT');
  reading.close();
  await demo.write((tx) => tx.countPixel('2026-11-20', 'page_view', null));
  expect(log()).toBe(0);
});
