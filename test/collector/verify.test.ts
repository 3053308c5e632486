import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openStore, startSequencer } from '@sayso/collector';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, runBeside } from './command.ts';
import { COLLECTOR, type Collector, DAY, NO, startCollector, YES } from './harness.ts';

let collector: Collector;
let folder: string;
let receipt: { id: string; jws: string };
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  collector = await startCollector();
  folder = mkdtempSync(join(tmpdir(), 'sayso-verify-'));
  for (let n = 0; n < 270; n++) await collector.visitor().say(NO);
  const { json } = await collector.visitor().say(YES);
  receipt = { id: json.id, jws: json.receipt };
  await collector.integrate();
  writeFileSync(at('receipt.jws'), `${receipt.jws}\n`);
  writeFileSync(at('log.key'), (await collector.request('/log/shop/key')).text);
  writeFileSync(at('jwks.json'), (await collector.request('/.well-known/jwks.json')).text);
}, 60_000);
afterAll(async () => {
  await collector.close();
  rmSync(folder, { recursive: true });
});

const verify = (...args: string[]): Promise<Ended> => runBeside(collector, ['verify', ...args]);
const OWN = (): string[] => ['--log', 'shop', '--data', collector.folder];

test('a receipt that is signed and in the log is green, and what that proves is said', async () => {
  const { code, said } = await verify(at('receipt.jws'), '--collector', COLLECTOR);
  expect(said).toMatch(
    /^ok {5}signature: by key .*\nok {5}checkpoint: 272 entries of log\.example\/shop, signed/,
  );
  expect(said).toMatch(/^ok {5}log: it is entry 271 of 272\.$/m);
  expect(said).toMatch(/^note {3}witnesses: none/m);
  expect(said).toContain('does not prove: that a human made the choice');
  expect(said.endsWith('All of it holds.')).toBe(true);
  expect(code).toBe(0);
  // The receipt says itself where to ask.
  expect(await verify(at('receipt.jws'))).toMatchObject({
    code: 0,
    said: expect.stringContaining(`asking ${COLLECTOR}`),
  });
});

test('it is green offline too, from the log’s files and keys that were kept', async () => {
  const dir = join(collector.folder, 'log');
  const keys = ['--key', at('jwks.json'), '--key', at('log.key')];
  expect(await verify(at('receipt.jws'), '--dir', dir, ...keys)).toMatchObject({ code: 0 });
  expect(await verify(at('receipt.jws'), '--dir', join(dir, 'shop'), ...keys)).toMatchObject({ code: 0 });
  expect(await verify(at('receipt.jws'), '--dir', dir)).toMatchObject({ code: 2 });
});

test('one byte that was changed is red, wherever it is, and so is every byte of the signature', async () => {
  const { jws } = receipt;
  const places = [3, jws.indexOf('.') + 40, jws.lastIndexOf('.') + 1, jws.length - 1];
  for (const place of places) {
    const other = jws[place] === 'A' ? 'B' : 'A';
    writeFileSync(at('changed.jws'), jws.slice(0, place) + other + jws.slice(place + 1));
    const { code, said } = await verify(at('changed.jws'), '--collector', COLLECTOR);
    expect(code, `${place}`).toBe(1);
    expect(said).toMatch(/^WRONG {2}/m);
  }
});

test('a receipt that is not in the log yet is not green, and one that is overdue is a broken promise', async () => {
  const { json } = await collector.visitor().say(NO);
  writeFileSync(at('new.jws'), json.receipt);
  const args = [at('new.jws'), '--collector', COLLECTOR];
  expect(await verify(...args)).toMatchObject({
    code: 1,
    said: expect.stringContaining('not in the log yet'),
  });
  collector.clock.forward(DAY + 1);
  expect(await verify(...args)).toMatchObject({
    code: 1,
    said: expect.stringContaining('broke that promise'),
  });
  collector.clock.forward(-DAY - 1);
  await collector.integrate();
  expect(await verify(...args)).toMatchObject({ code: 0 });
});

test('a receipt of keys that are not the collector’s, or against another log’s key, is red', async () => {
  const other = await startCollector();
  const { json } = await other.visitor().say(NO);
  writeFileSync(at('other.jws'), json.receipt);
  writeFileSync(at('other.key'), (await other.request('/log/shop/key')).text);
  await other.close();
  expect((await verify(at('other.jws'), '--collector', COLLECTOR)).said).toMatch(
    /signature: its key .* is not among/,
  );
  const { code, said } = await verify(at('receipt.jws'), '--collector', COLLECTOR, '--key', at('other.key'));
  expect(code).toBe(1);
  expect(said).toContain('not signed by the log’s key');
});

test('a whole log is green by HTTP, from its folder, and with the database behind it', async () => {
  const { said, code } = await verify('--log', 'shop', '--collector', COLLECTOR);
  expect(said).toContain('lead to the root that is signed');
  expect(code).toBe(0);
  expect(await verify('--log', 'shop', '--dir', join(collector.folder, 'log'))).toMatchObject({ code: 0 });
  const own = await verify(...OWN());
  expect(own.said).toMatch(
    /^ok {5}database: \d+ receipts and statements are what was signed; of 0 entries only/m,
  );
  expect(own.code).toBe(0);
});

test('a log that grew out of the checkpoint that was kept is green; one that was rewritten since is red', async () => {
  const state = at('state');
  const args = ['--log', 'shop', '--collector', COLLECTOR, '--state', state];
  expect((await verify(...args)).said).toContain('is new');
  await collector.visitor().say(NO);
  await collector.integrate();
  expect((await verify(...args)).said).toMatch(/grew out of the \d+ entries/);

  // Cut back to what it was before.
  const older = at('older');
  cpSync(join(collector.folder, 'log/shop'), older, { recursive: true });
  await collector.visitor().say(NO);
  await collector.integrate();
  expect((await verify(...args)).code).toBe(0);
  const cut = await verify('--log', 'shop', '--dir', older, '--state', state);
  expect(cut).toMatchObject({ code: 1, said: expect.stringContaining('it was cut back') });

  // An operator who has all keys makes it anew, all of it signed, with other entries.
  const data = at('rewritten');
  mkdirSync(data);
  for (const name of ['keys.db', 'operator.key', 'signing.key']) {
    cpSync(join(collector.folder, name), join(data, name));
  }
  const { store, logs, signing } = await openStore({ data });
  await store.createSite((await collector.siteOf()).site);
  const shop = await store.site('shop');
  await shop?.write(async (tx) => {
    for (let n = 0; n < 400; n++) await tx.addStatement(await signing.sign('other+jwt', { n }));
  });
  const log = createLog(() => {}, Date.now);
  const sequencer = startSequencer({ store, logs, data, log, interval: () => 3_600, now: Date.now });
  await sequencer.turn();
  await sequencer.stop();
  await store.close();
  const anew = ['--log', 'shop', '--dir', join(data, 'log'), '--key', at('log.key')];
  expect(await verify(...anew)).toMatchObject({ code: 0 });
  const before = readFileSync(state, 'utf8');
  const found = await verify(...anew, '--state', state);
  expect(found).toMatchObject({ code: 1, said: expect.stringContaining('it was rewritten') });
  // A state is kept only if all holds.
  expect(readFileSync(state, 'utf8')).toBe(before);
});

test('with an erasure the log still verifies; a receipt that was taken away without one is found', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  await visitor.erase();
  await collector.integrate();
  const { code, said } = await verify(...OWN());
  expect(said).toMatch(/of 1 entries only the hash is held/);
  expect(code).toBe(0);
  const { json } = await collector.visitor().say(NO);
  await collector.visitor().say(NO);
  await collector.integrate();
  const db = new Database(join(collector.folder, 'sayso.db'));
  const row = db.prepare('SELECT * FROM receipts WHERE id = ?').get(json.id);
  db.prepare('DELETE FROM receipts WHERE id = ?').run(json.id);
  expect(await verify(...OWN())).toMatchObject({
    code: 1,
    said: expect.stringContaining('nothing was erased since'),
  });
  const columns = Object.keys(row as object);
  db.prepare(`INSERT INTO receipts (${columns}) VALUES (${columns.map((name) => `@${name}`)})`).run(row);
  db.close();
  expect(await verify(...OWN())).toMatchObject({ code: 0 });
});

test('receipts whose time was over are no fault; as many more that are gone are', async () => {
  const aged = await startCollector();
  for (let n = 0; n < 4; n++) {
    await aged.visitor().say(NO);
    aged.clock.forward(DAY);
  }
  await aged.integrate();
  const args = ['--log', 'shop', '--data', aged.folder];
  const receipts = new Date(aged.clock.now - 2.5 * DAY).toISOString();
  const site = await aged.siteOf();
  const removed = await site.expire({ events: {}, receipts, refusals: '', aggregates: '', erasures: '' });
  expect(removed).toMatchObject([{ record: 'receipt', count: 2 }]);
  const { code, said } = await verify(...args);
  expect(said).toMatch(/of 2 entries only the hash is held/);
  expect(code).toBe(0);
  const db = new Database(join(aged.folder, 'sayso.db'));
  db.prepare('DELETE FROM receipts WHERE leaf = 3').run();
  db.close();
  expect(await verify(...args)).toMatchObject({
    code: 1,
    said: expect.stringContaining('its time was not over'),
  });
  await aged.close();
});

test('a command line that can’t be meant is explained', async () => {
  expect(await verify()).toMatchObject({ code: 2 });
  expect(await verify('a', '--log', 'shop')).toMatchObject({ code: 2 });
  expect(await verify('--log', 'shop', '--dir', '/x', '--collector', COLLECTOR)).toMatchObject({ code: 2 });
  expect(await verify(at('receipt.jws'), '--collector', 'ftp://x')).toMatchObject({ code: 2 });
  expect(await verify(at('none.jws'))).toMatchObject({ code: 74 });
  expect(await verify('--log', 'nobody', '--data', collector.folder)).toMatchObject({ code: 1 });
});
