import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { site, siteOf } from '../../test/store/samples.ts';
import { openStore } from './open.ts';
import { openKept } from './sqlite/kept.ts';

let root: string;
let data: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sayso-open-'));
  data = join(root, 'deep', 'data');
});
afterEach(() => rmSync(root, { recursive: true }));

test('the data folder and all that is in it are its owner’s only', async () => {
  const { store } = await openStore({ data });
  await siteOf(store);
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const files = readdirSync(data);
  expect(files).toEqual(
    expect.arrayContaining(['keys.db', 'log.db', 'operator.key', 'sayso.db', 'sayso.db-wal', 'signing.key']),
  );
  for (const file of files) expect(statSync(join(data, file)).mode & 0o077, file).toBe(0);
  await store.close();
  expect(readdirSync(data).sort()).toEqual(['keys.db', 'log.db', 'operator.key', 'sayso.db', 'signing.key']);
});

test('two first starts at once share one operator’s key and one database', async () => {
  const [one, two] = await Promise.all([openStore({ data }), openStore({ data })]);
  expect(one.operator.sub('wrap')).toEqual(two.operator.sub('wrap'));
  await one.store.createSite(site());
  expect(await two.store.site('demo')).not.toBeNull();
  await one.store.close();
  await two.store.close();
});

test('a file in the place of the folder, or a folder that cannot be written, is said so', async () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  await expect(openStore({ data: file })).rejects.toThrow(`Cannot keep data in ${file}: it is not a folder.`);
  await expect(openStore({ data: join(file, 'x') })).rejects.toThrow(/it is not a folder/);
});

// The superuser may write anywhere.
test.skipIf(process.getuid?.() === 0)('a folder that cannot be written is said so', async () => {
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o500);
  await expect(openStore({ data })).rejects.toThrow(/it is not writable/);
});

test('a database that a newer program has changed is left alone', async () => {
  await (await openStore({ data })).store.close();
  const db = openKept(join(data, 'sayso.db'));
  db.pragma('user_version = 99');
  db.close();
  await expect(openStore({ data })).rejects.toThrow(/sayso\.db: it was written by a newer Sayso/);
});

test('a file that is no database is left alone', async () => {
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'sayso.db'), 'this is my diary, not a database '.repeat(200));
  await expect(openStore({ data })).rejects.toThrow(/sayso\.db: it is not an SQLite database/);
});

test('with another operator’s key, or without it, nothing is opened and nothing is made', async () => {
  await (await openStore({ data })).store.close();
  const keyFile = join(root, 'other.key');
  writeFileSync(keyFile, '00'.repeat(32));
  await expect(openStore({ data, keyFile })).rejects.toThrow(/not the operator's key that sealed/);
  rmSync(join(data, 'operator.key'));
  await expect(openStore({ data })).rejects.toThrow(/operator\.key is missing/);
  expect(existsSync(join(data, 'operator.key'))).toBe(false);
});

test('a given key is used, and no other is made beside it', async () => {
  const keyFile = join(root, 'given.key');
  writeFileSync(keyFile, 'ab'.repeat(32));
  const { store } = await openStore({ data, keyFile });
  await store.close();
  expect(existsSync(join(data, 'operator.key'))).toBe(false);
  await (await openStore({ data, keyFile })).store.close();
});
