import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tilePath, tilesOf, treeRoot } from '@sayso/protocol/log';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receipt, site } from '../../test/store/samples.ts';
import { type OpenedStore, openStore } from '../store/open.ts';
import { sha256 } from './digest.ts';
import { type Growth, SiteLog } from './grow.ts';
import { restoreEntries } from './restore.ts';
import { logFolder } from './sequencer.ts';
import { readCheckpoint, verifierOf } from './signed.ts';

vi.setConfig({ testTimeout: 30_000 });

const SITE = site('shop');
let data: string;
let opened: OpenedStore;
let log: SiteLog;

const folder = () => logFolder(data, 'shop');
const newLog = (): SiteLog => new SiteLog(SITE, opened.logs, folder());
async function open(): Promise<void> {
  opened = await openStore({ data });
  log = newLog();
}
async function add(count: number): Promise<void> {
  const shop = await opened.store.site('shop');
  await shop?.write(async (tx) => {
    for (let n = 0; n < count; n++) await tx.addReceipt(receipt(null));
  });
}
const file = (name: string): string => join(data, 'log/shop', name);
const restore = () => restoreEntries({ ...opened, data, sign: opened.signing.sign, now: Date.now });
const published = (): string => readFileSync(file('checkpoint'), 'utf8');

/** The size of the log, all of whose files have to lead to its checkpoint. */
async function sizeOf(note = published()): Promise<number> {
  const signed = await readCheckpoint(note, await verifierOf(SITE.logOrigin, opened.logs.key('shop')));
  if (!signed) throw new Error('not signed');
  for (const tile of tilesOf(signed.size)) readFileSync(file(tilePath(tile)));
  expect(await treeRoot(signed.size, (tile) => folder().tile(tile, signed.size), sha256)).toEqual(
    signed.root,
  );
  return signed.size;
}

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'sayso-log-'));
  await open();
  await opened.store.createSite(SITE);
});
afterEach(async () => {
  await opened.store.close();
  rmSync(data, { recursive: true });
});

test('a log grows by what is on disk, whoever grows it', async () => {
  expect(await log.grow()).toEqual({ size: 0 });
  const other = newLog();
  for (const count of [1, 3, 252, 1, 300]) {
    await add(count);
    expect(await (count % 2 ? log : other).grow()).toEqual({ size: opened.logs.size('shop') });
    expect(await sizeOf()).toBe(opened.logs.size('shop'));
  }
});

test('after a stop at any moment the log is whole, and goes on', async () => {
  await add(200);
  await log.grow();
  await add(100);
  // Each write to the folder in turn is the last thing that this process does.
  for (let last = 1; ; last++) {
    const dying = folder();
    const write = dying.write.bind(dying);
    let writes = 0;
    dying.write = async (files) => {
      writes++;
      if (writes === last) {
        // Half of it is there.
        await write(new Map([...files].slice(0, Math.ceil(files.size / 2))));
        throw new Error('killed');
      }
      await write(files);
    };
    const done = await new SiteLog(SITE, opened.logs, dying).grow().catch(() => null);
    expect([200, 300]).toContain(await sizeOf());
    if (done) break;
    expect(last).toBeLessThan(10);
  }
  expect(await log.grow()).toEqual({ size: 300 });
  expect(await sizeOf()).toBe(300);
});

test('of two processes only one grows a log at a time', async () => {
  await add(5);
  const beside = await openStore({ data });
  const turns: (Growth | undefined)[] = [];
  await opened.logs.alone(async () => {
    turns.push(await new SiteLog(SITE, beside.logs, folder()).grow());
  });
  turns.push(await new SiteLog(SITE, beside.logs, folder()).grow());
  expect(turns).toEqual(['busy', { size: 5 }]);
  await beside.store.close();
});

test('files that are gone are written again from the database', async () => {
  await add(700);
  await log.grow();
  const note = published();
  const before = readdirSync(file('tile'), { recursive: true }).map(String).sort();
  rmSync(file(''), { recursive: true });
  await add(1);
  expect(await newLog().grow()).toEqual({ size: 701 });
  expect(await sizeOf()).toBe(701);
  expect(published()).not.toBe(note);
  expect(before.length).toBeGreaterThan(5);
});

test('a database that is lost behind its log gets its entries back, and the log its one history', async () => {
  await add(300);
  await log.grow();
  await opened.store.close();
  const names = ['sayso.db', 'keys.db', 'operator.key', 'signing.key'];
  const backup = mkdtempSync(join(tmpdir(), 'sayso-backup-'));
  for (const name of names) cpSync(join(data, name), join(backup, name));
  await open();
  await add(260);
  await log.grow();
  await opened.store.close();
  for (const name of names) cpSync(join(backup, name), join(data, name));
  rmSync(backup, { recursive: true });

  await open();
  expect(await log.grow()).toEqual({ refused: 'behind' });
  expect(await sizeOf()).toBe(560);
  // Two processes that start at once bring them back once.
  const both = await Promise.all([restore(), restore()]);
  expect(both.sort()).toEqual([0, 260]);
  expect(await restore()).toBe(0);
  await add(1);
  expect(await newLog().grow()).toEqual({ size: 562 });
  expect(await sizeOf()).toBe(562);
});

test('no second history is signed: neither from other entries, nor over another root, nor without what was signed', async () => {
  await add(300);
  await log.grow();
  const note = published();
  const db = new Database(join(data, 'sayso.db'));
  db.exec('DROP TRIGGER leaves_never_change');
  db.prepare('UPDATE leaves SET hash = ? WHERE idx = 7').run(Buffer.alloc(32));
  db.close();
  // With its files at hand nobody reads that entry again; verifying the log finds it. Without them it is noticed here.
  rmSync(file('tile'), { recursive: true });
  await add(1);
  expect(await newLog().grow()).toEqual({ refused: 'other-history' });
  expect(published()).toBe(note);
  // The database of what was signed is gone too: the checkpoint outside still stands.
  await opened.store.close();
  for (const name of readdirSync(data).filter((name) => name.startsWith('log.db'))) rmSync(join(data, name));
  await open();
  expect(await log.grow()).toEqual({ refused: 'other-history' });
  expect(published()).toBe(note);
});

test('a full tile that was changed is neither written over nor built upon', async () => {
  await add(200);
  await log.grow();
  const note = published();
  await add(100);
  writeFileSync(file('tile/0/000'), Buffer.alloc(8192));
  expect(await log.grow()).toEqual({ refused: 'changed' });
  expect(published()).toBe(note);
});

test('a checkpoint by another key stops the log; a damaged one is written again', async () => {
  await add(10);
  await log.grow();
  const note = published();
  writeFileSync(file('checkpoint'), '');
  expect(await newLog().grow()).toEqual({ size: 10 });
  expect(published()).toBe(note);
  await opened.store.close();
  const keys = new Database(join(data, 'keys.db'));
  keys.exec('DELETE FROM log_keys');
  keys.close();
  await open();
  await add(1);
  expect(await log.grow()).toEqual({ refused: 'other-key' });
  expect(published()).toBe(note);
});

test('the log’s key is sealed: without the operator’s key it is nowhere in the files', async () => {
  await add(1);
  await log.grow();
  await opened.store.close();
  const keys = new Database(join(data, 'keys.db'), { readonly: true });
  const sealed = keys.prepare<[], Buffer>('SELECT sealed FROM log_keys').pluck().get() ?? Buffer.alloc(0);
  keys.close();
  // PKCS #8 of Ed25519 begins with this (RFC 8410).
  expect(sealed.includes(Buffer.from('302e020100300506032b6570', 'hex'))).toBe(false);
  expect(sealed.length).toBe(1 + 12 + 48 + 16);
  await open();
});
