import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  policy,
  receipt,
  siteOf,
  state,
} from '../../test/store/samples.ts';
import { backUp } from './backup.ts';
import { openStore, RESTORING } from './open.ts';
import type { SiteStore, Store } from './port.ts';
import { restore } from './restore.ts';
import { openKept } from './sqlite/kept.ts';

const now = (): number => Date.parse(AT);
let folder: string;
let data: string;
let file: string;
let keysFile: string;
let store: Store;
let demo: SiteStore;
const [ada, bob, cyd] = [hashOf('ada'), hashOf('bob'), hashOf('cyd')];
const [first, second] = [event('first'), event('second')];

const reopen = async (): Promise<void> => {
  store = (await openStore({ data, now })).store;
  demo = found(await store.site('demo'));
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-backup-'));
  data = join(folder, 'data');
  [file, keysFile] = [join(folder, 'backup.db'), join(folder, 'backup-keys.db')];
  store = (await openStore({ data, now })).store;
  demo = await siteOf(store);
  await demo.write((tx) => tx.publish(policy(1), jws('sayso-policy+jwt')));
  for (const who of [ada, bob]) {
    await capture(demo, who, [accepted(first, { retentionDays: 30 })]);
    await demo.write((tx) => tx.addReceipt(receipt(who)));
  }
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const names = async (who: string): Promise<string[]> =>
  (await demo.holding(who)).events.map(({ name }) => name);
const backup = (): void => backUp(data, { file, keysFile }, AT);
const bring = (over: object = {}) => restore({ data, file, now, ...over });
const isIn = (path: string, mark: string | Buffer): boolean => readFileSync(path).includes(mark);

test('what is backed up while it is served comes back as it was', async () => {
  backup();
  await capture(demo, ada, [accepted(second)]);
  await store.close();
  expect(await bring()).toMatchObject({ read: true, erasures: 0, subjects: 0 });
  await reopen();
  expect(await names(ada)).toEqual(['first']);
  expect(await demo.policies()).toEqual([policy(1)]);
  // And it goes on from there.
  await capture(demo, ada, [accepted(second)]);
  expect(await names(ada)).toEqual(['first', 'second']);
});

test('a backup is for its owner alone, without the operator’s key, and without subjects’ keys unless they have a file', async () => {
  backUp(data, { file }, AT);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const operator = readFileSync(join(data, 'operator.key'), 'latin1').trim();
  const keys = openKept(join(data, 'keys.db'), { readonly: true });
  const wrapped = keys.prepare<[], Buffer>('SELECT wrapped FROM subject_keys').pluck().all();
  keys.close();
  expect(wrapped).toHaveLength(2);
  for (const mark of [operator, Buffer.from(operator, 'hex'), ...wrapped])
    expect(isIn(file, mark)).toBe(false);
  expect(existsSync(keysFile)).toBe(false);

  backup();
  expect(statSync(keysFile).mode & 0o777).toBe(0o600);
  for (const mark of wrapped) expect(isIn(keysFile, mark)).toBe(true);
  expect(isIn(keysFile, Buffer.from(operator, 'hex'))).toBe(false);
  expect(() => backUp(data, { file, keysFile: file }, AT)).toThrow(/file of their own/);
  writeFileSync(join(folder, 'other'), 'mine');
  expect(() => backUp(data, { file: join(folder, 'other') }, AT)).toThrow(/no backup/);
  expect(() => backUp(data, { file: join(data, 'keys.db') }, AT)).toThrow(/no backup/);
});

test('what was erased before a backup is in no byte of it', async () => {
  const my = (await demo.holding(ada)).receipts[0];
  backup();
  expect(isIn(file, found(my).jws)).toBe(true);
  await demo.write((tx) => tx.erase(ada, AT, false, jws('sayso-tombstone+jwt')));
  backup();
  expect(isIn(file, found(my).jws)).toBe(false);
});

test('an erasure made since the backup holds, with the keys of the backup too', async () => {
  backup();
  const tombstone = jws('sayso-tombstone+jwt');
  await demo.write((tx) => tx.erase(ada, AT, false, tombstone));
  await store.close();
  expect(await bring({ keysFile })).toMatchObject({ erasures: 1, entries: 1 });
  await reopen();
  expect(await demo.holding(ada)).toEqual({ receipts: [], events: [], requests: [] });
  expect(await demo.write((tx) => tx.erasedAt(ada))).toBe(AT);
  const keys = openKept(join(data, 'keys.db'), { readonly: true });
  expect(keys.prepare('SELECT count(*) FROM subject_keys WHERE sub = ?').pluck().get(ada)).toBe(0);
  keys.close();
  expect(await names(bob)).toEqual(['first']);
});

test('a withdrawal made since the backup holds, with its receipt, and a revoked key stays so', async () => {
  const key = {
    id: 'k1',
    role: 'identity' as const,
    site: null,
    hash: 'h',
    secret: 'sayso_k_x',
    createdAt: AT,
    expiresAt: null,
    revokedAt: null,
  };
  await store.addAccessKey(key);
  backup();
  const no = receipt(ada);
  await demo.write(async (tx) => {
    await tx.addReceipt(no);
    await tx.putSubject(ada, state({ choice: { purposes: { analytics: false }, policyVersion: 1, at: AT } }));
  });
  await store.revokeAccessKey('k1', AT);
  await store.close();
  expect(await bring()).toMatchObject({ subjects: 1, entries: 1 });
  await reopen();
  const stands = await demo.write((tx) => tx.subject(ada));
  expect(stands?.choice?.purposes).toEqual({ analytics: false });
  expect((await demo.holding(ada)).receipts.map(({ id }) => id)).toContain(no.id);
  expect(await store.accessKeys()).toMatchObject([{ revokedAt: AT, secret: null }]);
});

test('the log goes on after its last entry, and a published version is not given again', async () => {
  backup();
  await demo.write(async (tx) => {
    await tx.addReceipt(receipt(cyd));
    await tx.publish(policy(2), jws('sayso-policy+jwt'));
  });
  await store.close();
  const before = readFileSync(join(data, 'signing.key'));
  writeFileSync(join(data, 'checkpoint'), 'last signed');
  expect(await bring()).toMatchObject({ entries: 2 });
  await reopen();
  expect((await demo.policies()).map(({ version }) => version)).toEqual([1, 2]);
  expect(await demo.write((tx) => tx.addReceipt(receipt(null)))).toBe(5);
  expect(readFileSync(join(data, 'signing.key'))).toEqual(before);
  expect(readFileSync(join(data, 'checkpoint'), 'utf8')).toBe('last signed');
});

test('a log keeps its key, with the keys of a backup from before it had one too', async () => {
  backup();
  const opened = await openStore({ data, now });
  const { publicKey } = opened.logs.key('demo');
  await opened.store.close();
  await store.close();
  await bring({ keysFile });
  const again = await openStore({ data, now });
  expect(again.logs.key('demo').publicKey).toEqual(publicKey);
  await again.store.close();
  await reopen();
});

test('nothing is restored while a collector runs on the folder', async () => {
  backup();
  await capture(demo, ada, [accepted(second)]);
  await expect(bring()).rejects.toThrow(/stop it first/);
  expect(existsSync(join(data, RESTORING))).toBe(false);
  // The collector has noticed nothing.
  await capture(demo, ada, [accepted(event('third'))]);
  expect(await names(ada)).toEqual(['first', 'second', 'third']);
});

test('a file that is no backup, the wrong one, or a damaged one changes nothing', async () => {
  backup();
  await store.close();
  const before = readFileSync(join(data, 'sayso.db'));
  const damaged = join(folder, 'damaged.db');
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096 * 3, 4096 * 6);
  writeFileSync(damaged, bytes);
  const cases: [string, RegExp][] = [
    [join(folder, 'nothing'), /no file/],
    [join(data, 'operator.key'), /no backup/],
    [join(data, 'sayso.db'), /no backup/],
    [keysFile, /backup of the keys/],
    [damaged, /damaged/],
  ];
  for (const [wrong, why] of cases) await expect(bring({ file: wrong }), wrong).rejects.toThrow(why);
  await expect(bring({ keysFile: file })).rejects.toThrow(/backup of the data/);
  expect(readFileSync(join(data, 'sayso.db'))).toEqual(before);
  await reopen();
  expect(await names(ada)).toEqual(['first']);
});

test('keys that another operator’s key wrapped are not taken', async () => {
  backup();
  await store.close();
  writeFileSync(join(data, 'operator.key'), `${'ab'.repeat(32)}\n`);
  await expect(bring({ keysFile })).rejects.toThrow(/not the operator's key/);
  expect(existsSync(join(data, RESTORING))).toBe(false);
  // So that the folder can be closed as it was opened.
  rmSync(data, { recursive: true });
  mkdirSync(data);
  store = (await openStore({ data, now })).store;
});

test('a restore that was interrupted is said, and run again', async () => {
  backup();
  await store.close();
  writeFileSync(join(data, RESTORING), '');
  writeFileSync(join(data, 'sayso.db.restored'), 'half of it');
  await expect(openStore({ data, now })).rejects.toThrow(/run `sayso restore` again/);
  await bring();
  await reopen();
  expect(await names(ada)).toEqual(['first']);
  expect(existsSync(join(data, 'sayso.db.restored'))).toBe(false);
});

test('onto a new folder with the operator’s key, a backup with its keys is all that is needed', async () => {
  backup();
  await store.close();
  const key = readFileSync(join(data, 'operator.key'));
  rmSync(data, { recursive: true });
  mkdirSync(data);
  await expect(bring({ keysFile })).rejects.toThrow(/operator's key .* is missing/);
  writeFileSync(join(data, 'operator.key'), key);
  expect(await bring({ keysFile })).toMatchObject({ read: false });
  await reopen();
  expect(await names(bob)).toEqual(['first']);
});
