import type { Head, HeldEntry, LogKey, LogStore, LogTurn } from '../log-port.ts';
import { type Connection, isBusy } from './file.ts';
import { logKeys } from './log-keys.ts';

export interface LogFiles {
  /** Of sayso.db: sees what is committed. */
  reader: Connection;
  keys: Connection;
  /** Two of log.db: one that writes, one that sees what is committed. */
  log: Connection;
  logReader: Connection;
  sealKey: Buffer;
}

interface Row {
  row: number;
  leaf: number;
  jws: string;
}

/** Rows that are read at once, so that nobody waits long for a writer. */
const PAGE = 2_000;

function* paged<T extends Row>(read: (after: number) => T[]): Generator<T> {
  let after = 0;
  for (let rows = read(after); rows.length; rows = read(after)) {
    yield* rows;
    after = rows.at(-1)?.row ?? after;
  }
}

/** Bytes of a leaf's hash by which it is found; as a number it is exact in JavaScript. */
const PREFIX = 6;
const prefixOf = (leaf: Uint8Array): number => Buffer.from(leaf).readUIntBE(0, PREFIX);

/** The logs of the sites of one data folder. */
export class SqliteLogStore implements LogStore {
  readonly key: (site: string) => LogKey;
  readonly #log: Connection;
  readonly #sql;
  readonly #turn: LogTurn;
  #busy = false;

  constructor({ reader, keys, log, logReader, sealKey }: LogFiles) {
    this.key = logKeys(keys, sealKey);
    this.#log = log;
    this.#sql = {
      version: reader.prepare<[], number>('PRAGMA data_version').pluck(),
      last: reader.prepare<[string], number | null>('SELECT max(idx) FROM leaves WHERE site = ?').pluck(),
      entries: reader.prepare<[string, number, number], { idx: number; hash: Buffer }>(
        'SELECT idx, hash FROM leaves WHERE site = ? AND idx >= ? ORDER BY idx LIMIT ?',
      ),
      leafOf: reader
        .prepare<[string, string], number>('SELECT leaf FROM receipts WHERE site = ? AND id = ?')
        .pluck(),
      receipts: reader.prepare<[string, number], Row & NonNullable<HeldEntry['receipt']>>(
        `SELECT rowid AS row, leaf, jws, id, sub, effective, received_at AS receivedAt FROM receipts
         WHERE site = ? AND rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
      ),
      statements: reader.prepare<[string, number], Row & { typ: string }>(
        `SELECT rowid AS row, leaf, jws, typ FROM statements
         WHERE site = ? AND rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
      ),
      head: logReader.prepare<[string], Head>(HEAD),
      cosigned: logReader.prepare<[string], Head>(COSIGNED),
      candidates: logReader
        .prepare<[string, number], number>(
          `SELECT idx FROM leaf_index WHERE site = (SELECT id FROM heads WHERE site = ?) AND prefix = ?
           ORDER BY idx LIMIT 16`,
        )
        .pluck(),
      begin: log.prepare('BEGIN IMMEDIATE'),
      commit: log.prepare('COMMIT'),
      rollback: log.prepare('ROLLBACK'),
    };
    // Who waits for it inside SQLite stops every request: another turn comes soon.
    log.pragma('busy_timeout = 0');
    this.#turn = turnOf(log);
  }

  version(): number {
    return this.#sql.version.get() ?? -1;
  }

  size(site: string): number {
    return (this.#sql.last.get(site) ?? -1) + 1;
  }

  entries(site: string, from: number, most: number): Uint8Array<ArrayBuffer>[] | null {
    const rows = this.#sql.entries.all(site, from, most);
    return rows.every(({ idx }, i) => idx === from + i) ? rows.map(({ hash }) => new Uint8Array(hash)) : null;
  }

  leafOf(site: string, receipt: string): number | null {
    return this.#sql.leafOf.get(site, receipt) ?? null;
  }

  *held(site: string): Generator<HeldEntry> {
    const { receipts, statements } = this.#sql;
    for (const { leaf, jws, id, sub, effective, receivedAt } of paged((after) => receipts.all(site, after))) {
      yield { leaf, jws, receipt: { id, sub, effective, receivedAt }, typ: null };
    }
    for (const { leaf, jws, typ } of paged((after) => statements.all(site, after))) {
      yield { leaf, jws, receipt: null, typ };
    }
  }

  candidates(site: string, leaf: Uint8Array): number[] {
    return this.#sql.candidates.all(site, prefixOf(leaf));
  }

  head(site: string): Head | null {
    return this.#sql.head.get(site) ?? null;
  }

  cosigned(site: string): Head | null {
    return this.#sql.cosigned.get(site) ?? null;
  }

  async alone<T>(work: (turn: LogTurn) => Promise<T>): Promise<T | null> {
    if (this.#busy || !this.#begin()) return null;
    this.#busy = true;
    try {
      const result = await work(this.#turn);
      this.#sql.commit.run();
      return result;
    } finally {
      if (this.#log.inTransaction) this.#sql.rollback.run();
      this.#busy = false;
    }
  }

  #begin(): boolean {
    try {
      this.#sql.begin.run();
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  }
}

const HEAD = 'SELECT size, note FROM heads WHERE site = ?';
const COSIGNED = 'SELECT size, note FROM cosigned WHERE site = ?';

function turnOf(log: Connection): LogTurn {
  const head = log.prepare<[string], Head>(HEAD);
  const put = log.prepare<[{ site: string } & Head]>(
    `INSERT INTO heads (site, size, note) VALUES (@site, @size, @note)
     ON CONFLICT (site) DO UPDATE SET size = @size, note = @note`,
  );
  const cosigned = log.prepare<[string], Head>(COSIGNED);
  const putCosigned = log.prepare<[{ site: string } & Head]>(
    `INSERT INTO cosigned (site, size, note) VALUES (@site, @size, @note)
     ON CONFLICT (site) DO UPDATE SET size = @size, note = @note`,
  );
  const number = log.prepare<[string], number>('SELECT id FROM heads WHERE site = ?').pluck();
  const index = log.prepare('INSERT OR IGNORE INTO leaf_index (site, prefix, idx) VALUES (?, ?, ?)');
  return {
    head: (site) => head.get(site) ?? null,
    putHead: (site, { size, note }) => void put.run({ site, size, note }),
    cosigned: (site) => cosigned.get(site) ?? null,
    putCosigned: (site, { size, note }) => void putCosigned.run({ site, size, note }),
    index: (site, from, leaves) => {
      const id = number.get(site);
      if (id === undefined) throw new Error('Leaves can be found again only in a log that was signed.');
      for (const [i, leaf] of leaves.entries()) index.run(id, prefixOf(leaf), from + i);
    },
  };
}
