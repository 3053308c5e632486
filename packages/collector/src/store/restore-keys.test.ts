import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, accepted, capture, event, found, hashOf, siteOf } from '../../test/store/samples.ts';
import { backUp } from './backup.ts';
import { openStore, RESTORING } from './open.ts';
import type { SiteStore, Store } from './port.ts';
import { restore } from './restore.ts';

const now = (): number => Date.parse(AT);
const [ada, bob] = [hashOf('ada'), hashOf('bob')];
const [first, second] = [event('first'), event('second')];
let folder: string;
let data: string;
let file: string;
let keysFile: string;
let store: Store;
let demo: SiteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-restore-keys-'));
  data = join(folder, 'data');
  [file, keysFile] = [join(folder, 'backup.db'), join(folder, 'backup-keys.db')];
  store = (await openStore({ data, now })).store;
  demo = await siteOf(store);
  for (const who of [ada, bob]) await capture(demo, who, [accepted(first)]);
  backUp(data, { file, keysFile }, AT);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const reopen = async (): Promise<void> => {
  store = (await openStore({ data, now })).store;
  demo = found(await store.site('demo'));
};
const names = async (who: string): Promise<string[]> =>
  (await demo.holding(who)).events.map(({ name }) => name);
const bring = (over: object = {}) => restore({ data, file, now, ...over });

test('a backup of before the operator’s key was exchanged comes back under the new key, but for its keys', async () => {
  const opened = await openStore({ data, now });
  const old = join(folder, 'old.key');
  writeFileSync(old, readFileSync(join(data, 'operator.key')));
  await opened.exchange(null);
  await opened.store.close();
  await capture(demo, ada, [accepted(second)]);
  await store.close();
  await expect(bring({ keysFile })).rejects.toThrow(
    /backup-keys\.db are sealed by the operator's key of before 2026-11-20T10:00:00\.000Z\. Leave out --keys/,
  );
  await expect(bring({ keysFile, keyFile: old })).rejects.toThrow(
    /exchanged on .* and opens nothing any more/,
  );
  await expect(bring({ keyFile: old })).rejects.toThrow(/exchanged on/);
  expect(existsSync(join(data, RESTORING))).toBe(false);
  await bring();
  await reopen();
  expect(await names(ada)).toEqual(['first']);
  expect(await demo.write((tx) => tx.known(ada, [first.id, second.id]))).toEqual(new Set([first.id]));

  // Where nothing is left, the key before opens its keys.
  await store.close();
  rmSync(data, { recursive: true });
  mkdirSync(data);
  writeFileSync(join(data, 'operator.key'), readFileSync(old));
  await bring({ keysFile });
  await reopen();
  expect(await names(bob)).toEqual(['first']);
});

test('keys of another folder do not take the place of the folder’s own', async () => {
  await store.close();
  rmSync(join(data, 'keys.db'));
  await (await openStore({ data, now })).store.close();
  await expect(bring({ keysFile })).rejects.toThrow(
    /of another folder than the keys\.db in .*move that keys\.db away/,
  );
  rmSync(join(data, 'keys.db'));
  await bring({ keysFile });
  await reopen();
  expect(await names(bob)).toEqual(['first']);
});
