import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, accepted, capture, event, found, hashOf, siteOf } from '../../test/store/samples.ts';
import { draftKey } from '../keys/next-operator.ts';
import { type OperatorKey, operatorKey, type Use } from '../keys/operator.ts';
import { type OpenedStore, openStore } from './open.ts';
import { newKey, open as unseal, wrap } from './seal.ts';
import { openKept } from './sqlite/kept.ts';

const USES: Use[] = ['proof', 'root', 'wrap', 'event-id', 'seal', 'log-key'];
const SECRET = 'sayso_k_secret-of-an-identity-key';
const identity = { id: 'k', role: 'identity', site: null, hash: 'h', secret: SECRET } as const;
const times = { createdAt: AT, expiresAt: null, revokedAt: null };
const sub = hashOf('s');
let data: string;
let one: OpenedStore;
const opened: OpenedStore[] = [];
const open = async (): Promise<OpenedStore> => {
  const there = await openStore({ data, now: () => Date.parse(AT) });
  opened.push(there);
  return there;
};
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-exchange-'));
  one = await open();
});
afterEach(async () => {
  for (const { store } of opened.splice(0)) await store.close();
  rmSync(data, { recursive: true });
});

const rows = <T>(file: string, sql: string): T[] => {
  const db = openKept(join(data, file), { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
};
interface Sealed {
  about: string;
  sealed: Buffer;
}
const sealedRows = (): Sealed[] => [
  ...rows<Sealed>('keys.db', "SELECT 'root-key|' || use AS about, sealed FROM root_keys"),
  ...rows<Sealed>('keys.db', "SELECT 'wrapping|' || generation AS about, sealed FROM wrapping"),
  ...rows<Sealed>('keys.db', "SELECT 'log-key|' || site AS about, sealed FROM log_keys"),
  ...rows<Sealed>(
    'keys.db',
    "SELECT 'subject-key|' || site || '|' || sub AS about, wrapped AS sealed FROM subject_keys",
  ),
  ...rows<Sealed>(
    'sayso.db',
    "SELECT 'access-key|' || id AS about, sealed FROM access_keys WHERE sealed IS NOT NULL",
  ),
];
/** What a key opens of all that is sealed in the folder. */
const opens = (key: OperatorKey): string[] =>
  sealedRows()
    .filter(({ about, sealed }) => USES.some((use) => unseal(key.sub(use), about, sealed)))
    .map(({ about }) => about);
const inFiles = (mark: Buffer): boolean =>
  ['keys.db', 'keys.db-wal'].some(
    (name) => existsSync(join(data, name)) && readFileSync(join(data, name)).includes(mark),
  );
const inKeys = (sql: string): void => {
  const db = openKept(join(data, 'keys.db'));
  db.exec(sql);
  db.close();
};
const closeAll = async (): Promise<void> => {
  for (const { store } of opened.splice(0)) await store.close();
};

test('after an exchange the key before opens no row, and what it had sealed is in no byte of the file', async () => {
  await capture(await siteOf(one.store), sub, [accepted()]);
  one.logs.key('demo');
  await one.store.rotateWrapping();
  await one.store.addAccessKey({ ...identity, ...times });
  const roots = rows<Sealed>('keys.db', 'SELECT use AS about, sealed FROM root_keys');
  expect(opens(one.operator)).toHaveLength(5);
  expect(sealedRows()).toHaveLength(5 + 4);
  for (const { sealed } of roots) expect(inFiles(sealed)).toBe(true);
  await one.exchange(null);
  expect(opens(one.operator)).toEqual([]);
  expect(opens(operatorKey({ data, mayMake: false }))).toHaveLength(5);
  for (const { sealed } of roots) expect(inFiles(sealed)).toBe(false);
});

test('a collector that has opened the folder goes on: old events, new subjects, new logs, known ids', async () => {
  const mine = await siteOf(one.store);
  const first = event();
  await capture(mine, sub, [accepted(first)]);
  const beside = await open();
  const hers = found(await beside.store.site('demo'));
  await beside.store.addAccessKey({ ...identity, ...times });
  const log = beside.logs.key('demo').publicKey;
  await one.exchange(null);

  expect((await hers.holding(sub)).events).toEqual([first]);
  await capture(hers, hashOf('new'), [accepted()]);
  await siteOf(beside.store, 'second');
  const second = beside.logs.key('second').publicKey;
  const after = await open();
  const demo = found(await after.store.site('demo'));
  expect(await demo.write((tx) => tx.known(sub, [first.id]))).toEqual(new Set([first.id]));
  expect((await demo.holding(hashOf('new'))).events).toHaveLength(1);
  expect((await demo.holding(sub)).events).toEqual([first]);
  expect([after.logs.key('demo').publicKey, after.logs.key('second').publicKey]).toEqual([log, second]);
  expect((await after.store.accessKeys())[0]?.secret).toBe(SECRET);
});

test('of two exchanges at a time one comes to be, and the folder opens with what it left', async () => {
  const beside = await open();
  const ended = await Promise.allSettled([one.exchange(null), beside.exchange(null)]);
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringMatching(/was exchanged on 2026-11-20T10:00:00.000Z/) },
  });
  await closeAll();
  await open();
  expect(rows('keys.db', 'SELECT * FROM operator_before')).toHaveLength(1);
});

test('the key that there is, and one that was exchanged, are not taken', async () => {
  await expect(one.exchange(operatorKey({ data, mayMake: false }))).rejects.toThrow(
    /is the one that there is/,
  );
  await one.exchange(null);
  const now = await open();
  await expect(now.exchange(one.operator)).rejects.toThrow(/one that was exchanged on/);
  expect(existsSync(join(data, 'operator.key.new'))).toBe(false);
});

test('killed before it is in force, an exchange leaves the key before; after, the next start gives the new one its name', async () => {
  const read = (): string => readFileSync(join(data, 'operator.key'), 'latin1');
  const before = read();
  draftKey(data);
  await closeAll();
  one = await open();
  expect(read()).toBe(before);

  // As `exchange` does, but for the name at its end.
  await one.store.exchangeOperator({ from: one.operator, next: () => draftKey(data), done: () => {} });
  const draft = readFileSync(join(data, 'operator.key.new'), 'latin1');
  expect(read()).toBe(before);
  await closeAll();
  await open();
  expect(read()).toBe(draft);
  expect(existsSync(join(data, 'operator.key.new'))).toBe(false);
});

test('whoever gives a key that was exchanged is told when, and whoever gives any other that it is another', async () => {
  const keyFile = join(data, 'given');
  writeFileSync(keyFile, readFileSync(join(data, 'operator.key')));
  await one.exchange(null);
  await expect(openStore({ data, keyFile })).rejects.toThrow(
    /exchanged on 2026-11-20T10:00:00.000Z and opens nothing any more: give the one that took its place/,
  );
  writeFileSync(keyFile, randomBytes(32));
  await expect(openStore({ data, keyFile })).rejects.toThrow(/not the operator's key that sealed/);
});

test('a folder that 0.1.0 made opens, knows its event ids, and after an exchange its first key unwraps nothing', async () => {
  const demo = await siteOf(one.store);
  const [first, key] = [event(), newKey()];
  // As it was: the key of a subject wrapped, and ids hashed, by keys derived from the operator's.
  inKeys('DELETE FROM root_keys');
  await closeAll();
  one = await open();
  const [root] = rows<Sealed>(
    'keys.db',
    "SELECT 'root-key|event-id' AS about, sealed FROM root_keys WHERE use = 'event-id'",
  );
  expect(root && unseal(one.operator.sub('root'), root.about, root.sealed)).toEqual(
    one.operator.sub('event-id'),
  );
  inKeys(
    `INSERT INTO subject_keys VALUES ('demo', '${sub}', x'${wrap(one.operator.sub('wrap'), 'demo', sub, key).toString('hex')}', 0)`,
  );
  const again = found(await one.store.site('demo'));
  expect(demo).not.toBe(again);
  await again.write((tx) => tx.addEvents(sub, [accepted(first)]));
  expect(opens(one.operator)).toContain(`subject-key|demo|${sub}`);

  await one.exchange(null);
  expect(opens(one.operator)).toEqual([]);
  await closeAll();
  one = await open();
  const after = found(await one.store.site('demo'));
  expect((await after.holding(sub)).events).toEqual([first]);
  expect(await after.write((tx) => tx.known(sub, [first.id]))).toEqual(new Set([first.id]));
});
