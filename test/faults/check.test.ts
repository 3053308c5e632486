import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startCollector } from './collector.mjs';
import { crowd, problemsOf } from './driver.mjs';

const data = mkdtempSync(join(tmpdir(), 'sayso-check-'));
let collector: ReturnType<typeof startCollector>;
let people: ReturnType<typeof crowd>;

beforeAll(async () => {
  collector = startCollector({ data, port: await freePort() });
  await collector.ready;
  people = crowd({ visitors: 2, url: () => collector.url });
  await people.rest();
});
afterAll(async () => {
  await collector.kill();
  rmSync(data, { recursive: true });
});

const problems = async (): Promise<string> =>
  (await problemsOf(collector.url, data, people.all)).problems.join('\n');
const anyone = () => {
  const found = people.all.find(({ stored }) => stored.size > 0);
  if (!found) throw new Error('nobody stored anything');
  return found;
};

test('the check of the kill trial has nothing to say where all is well', async () => {
  expect(await problems()).toBe('');
});

test('the check notices an acknowledged event that is missing, and a stored one that nobody acknowledged', async () => {
  const { stored } = anyone();
  const extra = randomUUID();
  stored.add(extra);
  expect(await problems()).toContain('1 acknowledged events are missing');
  stored.delete(extra);
  const [known] = stored;
  stored.delete(known);
  expect(await problems()).toContain('1 events are stored that were refused, or never sent');
  stored.add(known);
});

test('the check notices an acknowledged receipt that is missing, and one that became another', async () => {
  const { receipts } = anyone();
  const [first] = receipts;
  receipts.push({ ...first, body: { ...first.body, at: '2020-01-01T00:00:00Z' } });
  expect(await problems()).toContain('a receipt asked for again answered 409');
  receipts.pop();
  const { jws } = first;
  first.jws = `${jws}x`;
  expect(await problems()).toContain('an acknowledged receipt is missing, or is another one');
  first.jws = jws;
});

test('the check notices an event that is there twice, and a log with a gap', async () => {
  const db = new Database(join(data, 'sayso.db'));
  const columns = 'first, site, sub, purpose, day, received_at, events, sealed';
  const table = `blocks_${db.prepare('SELECT slot FROM held WHERE events > 0').pluck().get()}`;
  const double = db.prepare(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${table} LIMIT 1 RETURNING id`,
  );
  const block = double.pluck().get();
  expect(await problems()).toMatch(/\d+ events are there twice/);
  db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(block);

  db.exec('DROP TRIGGER leaves_never_change');
  db.pragma('foreign_keys = OFF');
  db.exec('UPDATE leaves SET idx = idx + 1 WHERE idx = (SELECT max(idx) FROM leaves)');
  db.close();
  expect(await problems()).toMatch(/leaf \d+ of the log is missing/);
});
