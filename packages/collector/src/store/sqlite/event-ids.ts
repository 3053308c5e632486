import { type Cipher, createCipheriv, createHmac } from 'node:crypto';
import { DAY } from '@sayso/protocol';
import type { Connection } from './file.ts';

/** A retry comes within 7 days and some minutes of clocks, or is too old: the period before this one is asked too. */
const PERIOD = 8 * DAY;
const SUBJECT_BYTES = 8;
const ID_BYTES = 12;
const ROW_BYTES = SUBJECT_BYTES + ID_BYTES;
/** So many rows share a statement: to call one takes as long as to look a row up. */
const TOGETHER = 10;
/** Each has a cipher of 2 KB. */
const MAX_CACHED = 2_000;

type Table = 0 | 1 | 2;

/** The tables of one period and the one before it, the newest first, as they were found. */
interface Found {
  current: number;
  tables: [Table, Table];
}

interface Subject {
  prefix: Buffer;
  /** Of whole blocks AES keeps nothing from one call to the next: one cipher serves for all. */
  cipher: Cipher;
  /** Where the older of the two tables has nothing of this subject. */
  noneIn: Found | null;
}

/**
 * The ids of the events of the last days, so that a retry is known. A subject's stand together: however many rows there
 * are, a batch touches a page or two. Keyed, so that ids can't be tried out against a stolen file.
 */
export const eventIds = (raw: Connection, idKey: Buffer) => {
  const periods = raw.prepare<[], { k: Table; period: number }>(
    'SELECT k, period FROM id_periods ORDER BY period DESC',
  );
  const setPeriod = raw.prepare<[number, number]>('UPDATE id_periods SET period = ? WHERE k = ?');
  const shift = raw.prepare<[number]>('UPDATE id_periods SET period = period - ?');
  const table = (k: Table) => {
    const isIn = `EXISTS (SELECT 1 FROM ids_${k} WHERE id = ?)`;
    const has = raw.prepare<[Buffer], number>(`SELECT ${isIn}`).pluck();
    const hasAny = raw.prepare<Buffer[], number>(`SELECT ${Array(TOGETHER).fill(isIn).join(' OR ')}`).pluck();
    const add = raw.prepare<[Buffer]>(`INSERT INTO ids_${k} (id) VALUES (?)`);
    const addAll = raw.prepare<Buffer[]>(`INSERT INTO ids_${k} (id) VALUES ${Array(TOGETHER).fill('(?)')}`);
    return {
      /** Those of the rows that are there. */
      of: (rows: readonly Buffer[]): Buffer[] =>
        parted(rows).flatMap((some) =>
          some.length === TOGETHER && !hasAny.get(...some) ? [] : some.filter((row) => has.get(row)),
        ),
      add(rows: readonly Buffer[]): void {
        for (const some of parted(rows)) {
          if (some.length === TOGETHER) addAll.run(...some);
          else for (const row of some) add.run(row);
        }
      },
      any: raw
        .prepare<[Buffer, Buffer], number>(`SELECT 1 FROM ids_${k} WHERE id >= ? AND id < ? LIMIT 1`)
        .pluck(),
      erase: raw.prepare<[Buffer, Buffer]>(`DELETE FROM ids_${k} WHERE id >= ? AND id < ?`),
      some: raw.prepare<[number]>(`DELETE FROM ids_${k} WHERE id IN (SELECT id FROM ids_${k} LIMIT ?)`),
      all: raw.prepare<[]>(`DELETE FROM ids_${k}`),
    };
  };
  const tables = [table(0), table(1), table(2)] as const;
  const subjects = new Map<string, Subject>();

  const subjectOf = (site: string, sub: string): Subject => {
    const name = `${site}|${sub}`;
    const there = subjects.get(name);
    if (there) return there;
    const bytes = createHmac('sha512', idKey).update(name).digest();
    const prefix = bytes.subarray(0, SUBJECT_BYTES);
    const cipher = createCipheriv('aes-256-ecb', bytes.subarray(32), null).setAutoPadding(false);
    const made: Subject = { prefix, cipher, noneIn: null };
    if (subjects.size >= MAX_CACHED) subjects.clear();
    subjects.set(name, made);
    return made;
  };

  /** One cipher call for all: each id is one block of AES, so that no two ids of a subject are alike. */
  const rowsOf = ({ prefix, cipher }: Subject, ids: readonly string[]): Buffer[] => {
    const sealed = cipher.update(bytesOf(ids));
    const rows = Buffer.alloc(ids.length * ROW_BYTES);
    return ids.map((_, i) => {
      prefix.copy(rows, i * ROW_BYTES);
      sealed.copy(rows, i * ROW_BYTES + SUBJECT_BYTES, i * 16, i * 16 + ID_BYTES);
      return rows.subarray(i * ROW_BYTES, (i + 1) * ROW_BYTES);
    });
  };

  let found: Found | null = null;
  /** The table of this period and the one before it, the newest first. */
  const inUse = (now: number): Found => {
    const current = Math.floor(now / PERIOD);
    if (found?.current !== current) found = { current, tables: findInUse(current) };
    return found;
  };

  const findInUse = (current: number): [Table, Table] => {
    let [newest, before, oldest] = periods.all();
    if (!newest || !before || !oldest) throw new Error('The tables of event ids are not there.');
    // A clock that was far ahead: what it stored counts as stored now.
    if (newest.period > current + 1) shift.run(newest.period - current);
    else if (newest.period < current) {
      // Two periods without an event: what stands in the other is too old as well.
      tables[oldest.k].all.run();
      setPeriod.run(current, oldest.k);
      if (newest.period < current - 1) {
        tables[newest.k].all.run();
        setPeriod.run(current - 1, newest.k);
      }
      [newest, before, oldest] = [oldest, newest, before];
    }
    return [newest.k, before.k];
  };

  /** Rows of the ids that were last asked for: those that are not known are stored next. */
  let asked: { site: string; sub: string; rows: Map<string, Buffer | undefined> } | null = null;

  return {
    /** Another process may have written, or a write was undone. */
    forget(): void {
      found = null;
    },

    /** Which of these ids were stored in the last 7 days. UUIDs mean the same in both cases. */
    known(site: string, sub: string, ids: readonly string[], now: number): Set<string> {
      if (ids.length === 0) return new Set();
      const period = inUse(now);
      const [current, before] = period.tables;
      const subject = subjectOf(site, sub);
      // Nothing is added to the table before this one: whoever has nothing there is asked for in this one only.
      if (subject.noneIn !== period && !tables[before].any.get(...rangeOf(subject.prefix))) {
        subject.noneIn = period;
      }
      const rows = rowsOf(subject, ids);
      const stored = new Set<Buffer | undefined>(tables[current].of(rows));
      if (subject.noneIn !== period) for (const row of tables[before].of(rows)) stored.add(row);
      asked = { site, sub, rows: new Map(ids.map((id, i) => [id, rows[i]])) };
      return new Set(ids.filter((_, i) => stored.has(rows[i])));
    },

    /** Throws if one of them is there already. */
    add(site: string, sub: string, ids: readonly string[], now: number): void {
      const there = asked?.site === site && asked.sub === sub ? asked.rows : null;
      const rows = ids.map((id) => there?.get(id.toLowerCase()) ?? null);
      tables[inUse(now).tables[0]].add(
        rows.every((row) => row !== null) ? rows : rowsOf(subjectOf(site, sub), ids),
      );
    },

    erase(site: string, sub: string): void {
      const range = rangeOf(subjectOf(site, sub).prefix);
      for (const { erase } of tables) erase.run(...range);
    },

    /** Removes some that are too old to be asked for; how many. */
    expire(now: number, most: number): number {
      const current = Math.floor(now / PERIOD);
      const [newest, , oldest] = periods.all();
      if (!newest || !oldest || newest.period > current) return 0;
      return tables[oldest.k].some.run(most).changes;
    },
  };
};

const parted = (rows: readonly Buffer[]): (readonly Buffer[])[] =>
  rows.length <= TOGETHER
    ? [rows]
    : Array.from({ length: Math.ceil(rows.length / TOGETHER) }, (_, i) =>
        rows.slice(i * TOGETHER, (i + 1) * TOGETHER),
      );

/** Where a subject's rows stand. */
const rangeOf = (prefix: Buffer): [from: Buffer, to: Buffer] => [
  Buffer.concat([prefix, Buffer.alloc(ID_BYTES)]),
  Buffer.concat([prefix, Buffer.alloc(ID_BYTES + 1, 0xff)]),
];

/** The 16 bytes of each UUID: read together, which takes half as long. */
function bytesOf(ids: readonly string[]): Buffer {
  const bytes = Buffer.from(ids.join('').replaceAll('-', ''), 'hex');
  if (bytes.length !== ids.length * 16) throw new TypeError('The id of an event is no UUID.');
  return bytes;
}
