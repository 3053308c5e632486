import type { Connection } from './file.ts';
import type { Participant } from './writer.ts';

/** A table of sealed blocks, all of which are over on the same day. */
export interface Partition {
  slot: number;
  /** From this day on; null: no end is set. */
  ends: string | null;
  /** RFC 3339: of its first block. */
  madeAt: string;
}

/** A table is closed at this size, so that dropping it takes no longer than a few requests do. */
export const MOST_BYTES = 32 * 1024 * 1024;

/** The partitions as a connection sees them. */
export const partitionRows = (raw: Connection) => {
  const all = raw.prepare<[], Partition>(
    'SELECT slot, ends, made_at AS madeAt FROM partitions ORDER BY made_at, slot',
  );
  const same = raw
    .prepare<[number, string], number>('SELECT 1 FROM partitions WHERE slot = ? AND made_at = ?')
    .pluck();
  return {
    /** The oldest first. */
    all: (): Partition[] => all.all(),
    /** Whether the table is still the one that it was: a number is given again. */
    isThere: ({ slot, madeAt }: Partition): boolean => same.get(slot, madeAt) === 1,
  };
};

/** Which table takes what is stored now; makes tables and drops them. Of the writing connection. */
export class Partitions implements Participant {
  readonly #raw: Connection;
  readonly #most: number;
  readonly #forget: () => void;
  readonly #sql;
  /** By the day on which it ends; empty for none. */
  readonly #open = new Map<string, { slot: number; bytes: number }>();
  #version = -1;

  /** `forget`: what else is remembered of the tables. */
  constructor(raw: Connection, forget: () => void, most = MOST_BYTES) {
    this.#raw = raw;
    this.#most = most;
    this.#forget = () => {
      this.#open.clear();
      forget();
    };
    this.#sql = {
      version: raw.prepare<[], number>('PRAGMA data_version').pluck(),
      open: raw
        .prepare<[string | null], number>('SELECT slot FROM partitions WHERE ends IS ? AND closed = 0')
        .pluck(),
      bytes: raw.prepare<[number], number>('SELECT coalesce(sum(bytes), 0) FROM held WHERE slot = ?').pluck(),
      slots: raw.prepare<[], number>('SELECT slot FROM partitions ORDER BY slot').pluck(),
      add: raw.prepare('INSERT INTO partitions (slot, ends, closed, made_at) VALUES (?, ?, 0, ?)'),
      close: raw.prepare('UPDATE partitions SET closed = 1 WHERE slot = ?'),
      remove: raw.prepare('DELETE FROM partitions WHERE slot = ?'),
      forget: raw.prepare('DELETE FROM held WHERE slot = ?'),
    };
  }

  /** The number of the table for a block of so many bytes; made if there is none. */
  slotFor(ends: string | null, receivedAt: string, bytes: number): number {
    const name = ends ?? '';
    const open = this.#open.get(name) ?? this.#find(ends);
    if (open && open.bytes < this.#most) {
      open.bytes += bytes;
      this.#open.set(name, open);
      return open.slot;
    }
    if (open) this.#sql.close.run(open.slot);
    const slot = this.#make(ends, receivedAt);
    this.#open.set(name, { slot, bytes });
    return slot;
  }

  drop(slot: number): void {
    this.#raw.exec(`DROP TABLE blocks_${slot}`);
    this.#sql.forget.run(slot);
    this.#sql.remove.run(slot);
    this.#open.clear();
  }

  begun(): void {
    const version = this.#sql.version.get() ?? -1;
    if (version !== this.#version) this.#forget();
    this.#version = version;
  }

  undone(): void {
    this.#forget();
  }

  ended(committed: boolean): void {
    if (!committed) this.#forget();
  }

  #find(ends: string | null): { slot: number; bytes: number } | null {
    const slot = this.#sql.open.get(ends);
    return slot === undefined ? null : { slot, bytes: this.#sql.bytes.get(slot) ?? 0 };
  }

  #make(ends: string | null, madeAt: string): number {
    const taken = this.#sql.slots.all();
    const gap = taken.findIndex((slot, i) => slot !== i + 1);
    const slot = (gap < 0 ? taken.length : gap) + 1;
    this.#raw.exec(
      `CREATE TABLE blocks_${slot} (
         id INTEGER PRIMARY KEY,
         first INTEGER NOT NULL,
         site TEXT NOT NULL REFERENCES sites (id),
         sub TEXT NOT NULL,
         purpose TEXT NOT NULL,
         day TEXT NOT NULL,
         received_at TEXT NOT NULL,
         events INTEGER NOT NULL,
         sealed BLOB NOT NULL
       ) STRICT;
       CREATE INDEX blocks_${slot}_of_subject ON blocks_${slot} (site, sub)`,
    );
    this.#sql.add.run(slot, ends, madeAt);
    return slot;
  }
}
