import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AT,
  accepted,
  capture,
  event,
  found,
  hashOf,
  jws,
  receipt,
  siteOf,
  state,
} from '../../../test/store/samples.ts';
import { openStore } from '../open.ts';
import type { SiteStore, Store } from '../port.ts';
import { openKept } from './kept.ts';

const now = (): number => Date.parse(AT);
let data: string;
let store: Store;
let demo: SiteStore;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-rest-'));
  store = (await openStore({ data, now })).store;
  demo = await siteOf(store);
});
afterEach(async () => {
  await store.close();
  rmSync(data, { recursive: true });
});

const FILES = ['sayso.db', 'sayso.db-wal', 'keys.db', 'keys.db-wal'];
const bytes = (): Buffer =>
  Buffer.concat(FILES.filter((f) => existsSync(join(data, f))).map((f) => readFileSync(join(data, f))));
const tombstone = (): string => jws('sayso-tombstone+jwt');

/** Reads a row past the store. */
const rawOf = <T>(file: string, sql: string): T => {
  const db = openKept(join(data, file), { readonly: true });
  try {
    return db.prepare(sql).pluck().get() as T;
  } finally {
    db.close();
  }
};

test('who has only chosen has no key: the first thing that is sealed makes it', async () => {
  const keys = (): number => rawOf<number>('keys.db', 'SELECT count(*) FROM subject_keys');
  const subject = hashOf(randomBytes(16).toString('base64url'));
  await demo.write(async (tx) => {
    await tx.putSubject(subject, state());
    await tx.addReceipt(receipt(subject));
  });
  expect(keys()).toBe(0);
  await demo.write((tx) => tx.addEvents(subject, [accepted(event())]));
  expect(keys()).toBe(1);
});

test('no property, address, e-mail, event id or secret of a subject can be read in the files', async () => {
  const secret = randomBytes(16).toString('base64url');
  const subject = hashOf(secret);
  const mine = event('search', {
    page: {
      url: 'https://shop.example/very-private-page',
      title: 'Private title',
      referrer: 'https://from.example',
    },
    props: { search_term: 'jane.doe@mail.example', odd_property: 'haemorrhoids' },
    session: 'session-of-jane',
  });
  await capture(demo, subject, [accepted(mine)]);
  await demo.write((tx) =>
    tx.addRequest(subject, { id: 'r', kind: 'objection', receivedAt: AT, dueAt: AT, note: 'I am Jane Doe' }),
  );
  const hidden = [
    secret,
    mine.id,
    mine.id.replaceAll('-', ''),
    'very-private-page',
    'from.example',
    'Private title',
    'jane.doe',
    'mail.example',
    'search_term',
    'odd_property',
    'haemorrhoids',
    'session-of-jane',
    'Jane Doe',
  ];
  const check = (): void => {
    const file = bytes();
    for (const text of hidden) expect(file.includes(text), text).toBe(false);
    expect(file.includes(Buffer.from(mine.id.replaceAll('-', ''), 'hex'))).toBe(false);
    // The search itself works: what aggregates need is found.
    expect(file.includes('search')).toBe(true);
  };
  check();
  await store.close();
  check();
  store = (await openStore({ data })).store;
  expect((await found(await store.site('demo')).holding(subject)).events).toEqual([mine]);
});

test('an erased subject’s key, blocks, receipts and state are in no byte of the files', async () => {
  const subject = hashOf('s');
  const [my, hers] = [receipt(subject), receipt(hashOf('hers'))];
  await capture(demo, hashOf('hers'), [accepted()]);
  await demo.write((tx) => tx.addReceipt(hers));
  await demo.write((tx) => tx.putSubject(subject, state({ prev: 'a-mark-of-this-state' })));
  await demo.write((tx) => tx.addEvents(subject, [accepted(event('click'))]));
  await demo.write((tx) => tx.addReceipt(my));
  const key = rawOf<Buffer>('keys.db', `SELECT wrapped FROM subject_keys WHERE sub = '${subject}'`);
  const block = rawOf<Buffer>('sayso.db', `SELECT sealed FROM blocks_1 WHERE sub = '${subject}'`);
  const marks = [key, block, Buffer.from(my.jws), Buffer.from('a-mark-of-this-state')];
  for (const mark of marks) expect(bytes().includes(mark)).toBe(true);

  await demo.write((tx) => tx.erase(subject, AT, false, tombstone()));
  for (const mark of marks) expect(bytes().includes(mark)).toBe(false);
  expect(bytes().includes(hers.jws)).toBe(true);
});

test('events that are erased while their subject stays are in no byte of the files either', async () => {
  const subject = hashOf('s');
  await capture(demo, subject, [accepted(event('click'))]);
  const block = rawOf<Buffer>('sayso.db', 'SELECT sealed FROM blocks_1');
  expect(bytes().includes(block)).toBe(true);
  await demo.write((tx) => tx.eraseEvents(subject));
  expect(bytes().includes(block)).toBe(false);
});

test('a crash between the key and the rows of an erasure is made good at the next start, once', async () => {
  const subject = hashOf('s');
  const my = receipt(subject);
  await capture(demo, subject, [accepted()]);
  await demo.write((tx) => tx.addReceipt(my));
  await store.close();
  const keys = openKept(join(data, 'keys.db'));
  keys.exec('DELETE FROM subject_keys');
  const mark = keys.prepare('INSERT INTO erasing VALUES (?, ?, ?, 0, ?)');
  const stone = tombstone();
  mark.run('demo', subject, AT, stone);

  const leaves = (): number => rawOf('sayso.db', 'SELECT count(*) FROM leaves');
  for (const crash of ['before its rows', 'after its rows']) {
    store = (await openStore({ data, now: () => Date.parse(AT) })).store;
    demo = found(await store.site('demo'));
    expect(await demo.holding(subject), crash).toEqual({ receipts: [], events: [], requests: [] });
    expect(await demo.write((tx) => tx.subject(subject))).toBeNull();
    expect(await demo.write((tx) => tx.erasedAt(subject))).toBe(AT);
    expect(leaves()).toBe(2);
    expect(rawOf('keys.db', 'SELECT count(*) FROM erasing')).toBe(0);
    await store.close();
    mark.run('demo', subject, AT, stone);
  }
  keys.close();
});

test('a subject whose key is lost counts as erased to readers, and may go on', async () => {
  const subject = hashOf('s');
  await capture(demo, subject, [accepted()]);
  await demo.write((tx) =>
    tx.addRequest(subject, { id: 'r', kind: 'objection', receivedAt: AT, dueAt: AT, note: 'words' }),
  );
  const keys = openKept(join(data, 'keys.db'));
  keys.exec('DELETE FROM subject_keys');
  keys.close();
  expect(await demo.holding(subject)).toMatchObject({ events: [], requests: [{ id: 'r', note: null }] });
  const later = event();
  await capture(demo, subject, [accepted(later)]);
  expect(await demo.holding(subject)).toMatchObject({ events: [later], requests: [{ note: null }] });
});

test('the main file without the keys’ file gives no event to anyone', async () => {
  const subject = hashOf('s');
  await capture(demo, subject, [accepted()]);
  await store.close();
  const thief = mkdtempSync(join(tmpdir(), 'sayso-thief-'));
  cpSync(join(data, 'sayso.db'), join(thief, 'sayso.db'));
  cpSync(join(data, 'operator.key'), join(thief, 'operator.key'));
  const stolen = (await openStore({ data: thief })).store;
  expect((await found(await stolen.site('demo')).holding(subject)).events).toEqual([]);
  await stolen.close();
  rmSync(thief, { recursive: true });
  store = (await openStore({ data })).store;
});

test('nobody can change the log or a published policy, not even past the store', async () => {
  await demo.write((tx) => tx.addReceipt(receipt(null)));
  const db = openKept(join(data, 'sayso.db'));
  expect(() => db.exec("UPDATE leaves SET hash = zeroblob(32) WHERE site = 'demo'")).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM leaves')).toThrow(/append-only|FOREIGN KEY/);
  db.close();
});
