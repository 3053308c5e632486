import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { anchorAudit } from '../audit/anchor.ts';
import { openStore } from '../store/open.ts';
import { openKept } from '../store/sqlite/kept.ts';
import { main } from './main.ts';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-audit-'));
  data = join(folder, 'data');
  await run('site create shop --origin https://shop.example --log-origin collector.example');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string) => {
  const io = fakeIo({ env: { SAYSO_DATA: data } });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};
/** What somebody does who has the file, and takes its triggers off first. */
function tamper(sql: string): void {
  const db = openKept(join(data, 'sayso.db'));
  db.exec(`DROP TRIGGER audit_never_changes; DROP TRIGGER audit_goes_in_order; ${sql}`);
  db.close();
}
async function anchor(now: number): Promise<number> {
  const { store, signing } = await openStore({ data, now: () => Date.UTC(2026, 10, 21, 12) });
  const anchored = await anchorAudit(store, signing.sign, now);
  await store.close();
  return anchored;
}

test('each change by the command line has its row, and the trail holds', async () => {
  await run('keys create --role owner --site shop');
  expect(await run('audit verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^The audit trail holds: 2 rows, 2026-11-21T.*\nNo log holds its end yet/),
  });
  const { store } = await openStore({ data, now: () => Date.UTC(2026, 10, 21, 12) });
  const rows = await store.audit.read({ site: 'shop', limit: 10 });
  const [key] = await store.accessKeys();
  await store.close();
  expect(rows).toMatchObject([
    { who: 'cli', what: 'sayso keys create', site: 'shop', about: key?.id, outcome: 'done' },
    { who: 'cli', what: 'sayso site create', site: 'shop', about: null, outcome: 'done' },
  ]);
});

test('its end is in each log once a day, and only if it grew', async () => {
  await run('site create two --origin https://two.example');
  const day = Date.UTC(2026, 10, 22);
  expect(await anchor(day)).toBe(2);
  await run('keys create --role owner');
  expect(await anchor(day + 3_600_000)).toBe(0);
  expect(await anchor(day + 86_400_000)).toBe(2);
  expect(await anchor(day + 2 * 86_400_000)).toBe(0);
  expect(await run('audit verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/logs of 2 sites confirm/),
  });
});

test.each([
  ["UPDATE audit SET who = 'nobody' WHERE idx = 1", /breaks at row 1: it was changed/],
  ['DELETE FROM audit WHERE idx = 1', /breaks at row 1: it is missing/],
])('somebody who writes to the file is found out: %s', async (sql, said) => {
  for (let i = 0; i < 3; i++) await run('keys create --role owner');
  tamper(sql);
  expect(await run('audit verify')).toMatchObject({ code: 1, err: expect.stringMatching(said) });
});

test('who cuts the end off is found out by what the log says', async () => {
  for (let i = 0; i < 3; i++) await run('keys create --role owner');
  await anchor(Date.UTC(2026, 10, 22));
  tamper('DELETE FROM audit WHERE idx >= 2');
  expect(await run('audit verify')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/breaks at row 3: the log of shop says since 2026-11-22/),
  });
  tamper2();
  expect(await run('audit verify')).toMatchObject({ code: 1 });
});

test('what is past keeping goes from the beginning, and the trail holds on from there', async () => {
  const created = Date.UTC(2026, 10, 21, 12);
  await run('keys create --role owner');
  await anchor(Date.UTC(2026, 10, 22));
  const { store } = await openStore({ data, now: () => created + 1 });
  expect(await store.audit.forget('2026-11-21T00:00:00.000Z')).toBe(0);
  const before = await store.audit.last();
  expect(await store.audit.forget('2026-11-22T00:00:00.000Z')).toBe(2);
  const rows = await store.audit.read({ site: null, limit: 10 });
  await store.close();
  expect(rows).toMatchObject([{ index: 2, who: 'retention', about: `1 ${before?.hash}` }]);
  await run('keys create --role owner');
  expect(await run('audit verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /2 rows.*\(rows before 2 are past keeping\)\.\nThe logs of 1 sites confirm it/,
    ),
  });

  // What the log has seen of the end of what went must be what the rest stands on.
  tamper("UPDATE audit SET prev = 'other' WHERE idx = 2");
  expect(await run('audit verify')).toMatchObject({ code: 1 });
});

test('only whole beginnings go: an old row after a newer one stays', async () => {
  let now = Date.UTC(2026, 10, 22);
  const { store } = await openStore({ data, now: () => now });
  const add = (at: string) =>
    store.audit.add({ at, who: 'cli', what: 'trial', site: null, about: null, outcome: 'done' });
  for (const at of ['2026-11-20T00:00:00.000Z', '2026-11-23T00:00:00.000Z', '2026-11-20T00:00:00.000Z'])
    await add(at);
  now += 1;
  expect(await store.audit.forget('2026-11-22T00:00:00.000Z')).toBe(2);
  expect((await store.audit.read({ site: null, limit: 10 })).map(({ index }) => index)).toEqual([4, 3, 2]);
  await store.close();
});

/** The same for all rows. */
function tamper2(): void {
  const db = openKept(join(data, 'sayso.db'));
  db.exec('DELETE FROM audit');
  db.close();
}

test('the database itself lets no row be changed, nor taken from the middle or the end', async () => {
  for (let i = 0; i < 3; i++) await run('keys create --role owner');
  const db = openKept(join(data, 'sayso.db'));
  for (const sql of [
    "UPDATE audit SET who = 'nobody'",
    'DELETE FROM audit WHERE idx = 2',
    'DELETE FROM audit WHERE idx = 3',
  ]) {
    expect(() => db.exec(sql), sql).toThrow(/append-only/);
  }
  // Its beginning goes when it is past keeping, and then a row says so.
  db.exec('DELETE FROM audit WHERE idx = 0');
  db.close();
  expect(await run('audit verify')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/breaks at row 0: it is missing, and no row says that it was past keeping/),
  });
});
