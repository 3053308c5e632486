import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreUnavailable } from '../unavailable.ts';
import { type Connection, openKept } from './kept.ts';
import { type Participant, Writer } from './writer.ts';

let folder: string;
let db: Connection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-writer-'));
  db = openKept(join(folder, 'test.db'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE rows (n INTEGER PRIMARY KEY, content BLOB)');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const add =
  (n: number, content: Buffer | null = null) =>
  async (): Promise<number> => {
    db.prepare('INSERT INTO rows (n, content) VALUES (?, ?)').run(n, content);
    return n;
  };
const rows = (): unknown[] => db.prepare('SELECT n FROM rows ORDER BY n').pluck().all();
const outcomes = async (jobs: Promise<unknown>[]): Promise<unknown[]> =>
  (await Promise.allSettled(jobs)).map((a) => (a.status === 'fulfilled' ? a.value : a.reason.name));

test('what arrives together shares one commit; what arrives meanwhile shares the next', async () => {
  const writer = new Writer(db, []);
  let later: Promise<unknown> = Promise.resolve();
  const first = Array.from({ length: 200 }, (_, n) => writer.submit(add(n)));
  first.push(
    writer.submit(async () => {
      later = Promise.all([writer.submit(add(1000)), writer.submit(add(1001))]);
      return -1;
    }),
  );
  await Promise.all(first);
  await later;
  expect(rows()).toHaveLength(202);
  expect(writer.commits).toBeLessThanOrEqual(10);
});

test('nobody is told of a success before it is on disk', async () => {
  const other = openKept(join(folder, 'test.db'), { readonly: true });
  const writer = new Writer(db, []);
  const seen = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      writer.submit(add(n)).then(() => other.prepare('SELECT 1 FROM rows WHERE n = ?').get(n) !== undefined),
    ),
  );
  other.close();
  expect(seen).toEqual(Array(50).fill(true));
});

test('a full disk fails those whose rows are lost, and the next write that fits is stored', async () => {
  const writer = new Writer(db, []);
  await writer.submit(add(0));
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
  const answers = await outcomes([
    writer.submit(add(1)),
    writer.submit(add(2, Buffer.alloc(100_000))),
    writer.submit(add(3)),
  ]);
  expect(answers[1]).toBe('StoreUnavailable');
  // Whatever SQLite did to the others: told of success if and only if it is there.
  expect(rows()).toEqual([0, ...answers.filter((a) => typeof a === 'number')]);
  db.pragma('max_page_count = 100000');
  await writer.submit(add(4, Buffer.alloc(100_000)));
  expect(rows()).toContain(4);
});

test('a commit that fails tells all of its jobs, and none of their rows is there', async () => {
  let fail = true;
  const ended: boolean[] = [];
  const participant: Participant = {
    preparing: () => {
      if (fail) throw new Error('keys.db is full');
    },
    ended: (committed) => ended.push(committed),
  };
  const writer = new Writer(db, [participant]);
  const jobs = [
    writer.submit(add(1)),
    writer.submit(add(2)),
    writer.submit(() => Promise.reject(new Error())),
  ];
  expect(await outcomes(jobs)).toEqual(Array(3).fill('StoreUnavailable'));
  expect(rows()).toEqual([]);
  fail = false;
  expect(await writer.submit(add(1))).toBe(1);
  expect(ended).toEqual([false, true]);
});

test('participants hear of each job whether it stands', async () => {
  const heard: string[] = [];
  const writer = new Writer(db, [
    {
      begun: () => heard.push('begun'),
      kept: () => heard.push('kept'),
      undone: () => heard.push('undone'),
      preparing: () => heard.push('preparing'),
      ended: (committed) => heard.push(committed ? 'committed' : 'lost'),
    },
  ]);
  await outcomes([writer.submit(add(1)), writer.submit(add(1)), writer.submit(add(2))]);
  expect(heard).toEqual(['begun', 'kept', 'undone', 'kept', 'preparing', 'committed']);
});

test('one that fails after it wrote is undone alone: the others stand, once', async () => {
  const kept: number[] = [];
  let job = -1;
  const writer = new Writer(db, [{ begun: () => (kept.length = 0), kept: () => kept.push(job) }]);
  const named =
    (n: number, work: () => Promise<unknown> = async () => {}) =>
    async (): Promise<number> => {
      job = n;
      await add(n)();
      await work();
      return n;
    };
  const answers = await outcomes([
    writer.submit(named(1)),
    writer.submit(named(2, () => Promise.reject(new RangeError('after the write')))),
    writer.submit(named(3)),
    writer.submit(async () => db.exec('CREATE TABLE made (n); INSERT INTO nowhere VALUES (1)')),
    writer.submit(named(4)),
  ]);
  expect(answers).toEqual([1, 'RangeError', 3, 'StoreUnavailable', 4]);
  expect(rows()).toEqual([1, 3, 4]);
  expect(kept.at(-1)).toBe(4);
  expect(db.prepare(`SELECT name FROM sqlite_master WHERE name = 'made'`).get()).toBeUndefined();
});

test('what can be done once only shares no transaction, whatever becomes of the others', async () => {
  const writer = new Writer(db, []);
  let done = 0;
  const once = async (): Promise<number> => {
    done++;
    return add(2)();
  };
  const spoilt = async (): Promise<void> => {
    await add(3)();
    throw new RangeError('after the write');
  };
  const answers = await outcomes([
    writer.submit(spoilt),
    writer.submit(once, { alone: true }),
    writer.submit(add(4)),
    writer.submit(spoilt),
    writer.submit(spoilt, { alone: true }),
  ]);
  expect(answers).toEqual(['RangeError', 2, 4, 'RangeError', 'RangeError']);
  expect([done, rows()]).toEqual([1, [2, 4]]);
});

test('within a long transaction whoever else is to be heard is heard', async () => {
  const writer = new Writer(db, []);
  let turns = 0;
  let inside = 0;
  const count = (): void => {
    turns++;
    setImmediate(count);
  };
  const busy = (n: number) => async (): Promise<void> => {
    if (n === 0) count();
    const until = performance.now() + 1;
    while (performance.now() < until);
    inside = Math.max(inside, turns);
    await add(n)();
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => writer.submit(busy(n))));
  expect(inside).toBeGreaterThan(3);
  expect(writer.commits).toBeLessThan(4);
});

test('while another process writes, jobs wait without stopping the rest, then go through', async () => {
  const other = openKept(join(folder, 'test.db'));
  other.exec('BEGIN IMMEDIATE');
  const writer = new Writer(db, []);
  const job = writer.submit(add(1));
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(timer);
  other.exec('COMMIT');
  other.close();
  expect(await job).toBe(1);
  expect(ticks).toBeGreaterThan(2);
});

test('more than 2,000 waiting writes are not taken', async () => {
  const writer = new Writer(db, []);
  const jobs = Array.from({ length: 2_000 }, (_, n) => writer.submit(async () => n));
  await expect(writer.submit(add(1))).rejects.toThrow(StoreUnavailable);
  expect((await Promise.all(jobs)).at(-1)).toBe(1_999);
  expect(await writer.submit(add(1))).toBe(1);
});

test('a read-only database says so', async () => {
  const fixed = openKept(join(folder, 'test.db'), { readonly: true });
  const writer = new Writer(fixed, []);
  const job = async () => fixed.prepare('INSERT INTO rows (n) VALUES (1)').run();
  await expect(writer.submit(job)).rejects.toThrow(/read-only/);
  fixed.close();
});
