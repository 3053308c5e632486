import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, accepted, capture, event, found, hashOf, siteOf } from '../../../test/store/samples.ts';
import { backUp } from '../backup.ts';
import { openStore } from '../open.ts';
import type { Store } from '../port.ts';
import { restore } from '../restore.ts';
import { openKept } from './kept.ts';

let folder: string;
let data: string;
let store: Store;
const opened: Store[] = [];
const open = async (): Promise<Store> => {
  const { store: one } = await openStore({ data, now: () => Date.parse(AT) });
  opened.push(one);
  return one;
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-wrapping-'));
  data = join(folder, 'data');
  store = await open();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  rmSync(folder, { recursive: true });
});

const inKeys = <T>(sql: string): T[] => {
  const db = openKept(join(data, 'keys.db'), { readonly: true });
  try {
    return db.prepare<[], T>(sql).pluck().all();
  } finally {
    db.close();
  }
};
const bytes = (): Buffer => readFileSync(join(data, 'keys.db'));

test('after a rotation everything can be read, here and in another process, and the old key is in no byte', async () => {
  const demo = await siteOf(store);
  const beside = found(await (await open()).site('demo'));
  const subjects = Array.from({ length: 1_100 }, (_, i) => hashOf(`s${i}`));
  await Promise.all(subjects.map((who) => capture(demo, who, [accepted(event(), { retentionDays: 9 })])));
  const before = inKeys<Buffer>('SELECT wrapped FROM subject_keys');
  expect(await store.rotateWrapping()).toBe(1_100);
  expect(inKeys('SELECT generation FROM wrapping')).toEqual([1]);
  expect(inKeys('SELECT DISTINCT generation FROM subject_keys')).toEqual([1]);
  expect(before.slice(0, 50).some((wrapped) => bytes().includes(wrapped))).toBe(false);

  const [sealed] = inKeys<Buffer>('SELECT sealed FROM wrapping');
  expect(await store.rotateWrapping()).toBe(1_100);
  expect(inKeys('SELECT generation FROM wrapping')).toEqual([2]);
  expect(bytes().includes(found(sealed))).toBe(false);
  for (const who of subjects.slice(0, 20)) {
    expect((await demo.holding(who)).events).toHaveLength(1);
    expect((await beside.holding(who)).events).toHaveLength(1);
  }
});

test('a key that another process makes after a rotation is wrapped by the new generation', async () => {
  const demo = await siteOf(store);
  const other = await open();
  const beside = found(await other.site('demo'));
  await capture(beside, hashOf('before'), [accepted()]);
  await store.rotateWrapping();
  await capture(beside, hashOf('after'), [accepted()]);
  expect(inKeys('SELECT DISTINCT generation FROM subject_keys')).toEqual([1]);
  expect((await demo.holding(hashOf('after'))).events).toHaveLength(1);
});

test('a rotation that was interrupted leaves everything readable, and the next one finishes it', async () => {
  const demo = await siteOf(store);
  for (const who of ['a', 'b']) await capture(demo, hashOf(who), [accepted()]);
  const stop = store.rotateWrapping();
  stop.catch(() => {});
  await store.close();
  await stop.catch(() => {});
  store = await open();
  const again = found(await store.site('demo'));
  expect((await again.holding(hashOf('a'))).events).toHaveLength(1);
  await store.rotateWrapping();
  expect(inKeys('SELECT count(*) FROM wrapping')).toEqual([1]);
  expect((await again.holding(hashOf('b'))).events).toHaveLength(1);
});

test('keys from a backup of before a rotation come back beside those made since', async () => {
  const demo = await siteOf(store);
  const [file, keysFile] = [join(folder, 'b.db'), join(folder, 'k.db')];
  await capture(demo, hashOf('before'), [accepted()]);
  backUp(data, { file, keysFile }, AT);
  await store.rotateWrapping();
  await capture(demo, hashOf('since'), [accepted()]);
  await store.close();
  await restore({ data, file, keysFile, now: () => Date.parse(AT) });
  store = await open();
  const again = found(await store.site('demo'));
  expect((await again.holding(hashOf('before'))).events).toHaveLength(1);
  await capture(again, hashOf('since'), [accepted()]);
  expect((await again.holding(hashOf('since'))).events).toHaveLength(1);
});
