import type { SubjectState } from '../../subject.ts';
import type { Connection } from './file.ts';
import { frozen } from './frozen.ts';
import type { Participant } from './writer.ts';

/** What is known of each subject's consent. */
export const subjectRows = (raw: Connection) => {
  const find = raw
    .prepare<[string, string], string>('SELECT state FROM subjects WHERE site = ? AND hash = ?')
    .pluck();
  const put = raw.prepare(
    'INSERT INTO subjects (site, hash, state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state',
  );
  const remove = raw.prepare('DELETE FROM subjects WHERE site = ? AND hash = ?');
  return {
    find: (site: string, hash: string): SubjectState | null => {
      const state = find.get(site, hash);
      return state === undefined ? null : (JSON.parse(state) as SubjectState);
    },
    put: (site: string, hash: string, state: SubjectState): void =>
      void put.run(site, hash, JSON.stringify(state)),
    remove: (site: string, hash: string): void => void remove.run(site, hash),
  };
};

export type SubjectRows = ReturnType<typeof subjectRows>;

const MAX_CACHED = 10_000;

/**
 * The states that the writing connection has read, for as long as they are true: one is forgotten when it is written or
 * its write undone, all when another process has written. Read under the write lock only, where nobody else writes.
 */
export class Subjects implements SubjectRows, Participant {
  readonly #rows: SubjectRows;
  readonly #version: () => number | undefined;
  /** The newest used last. */
  readonly #states = new Map<string, SubjectState>();
  /** Written by the transaction under way. */
  readonly #written = new Set<string>();
  #seen = -1;

  constructor(raw: Connection, rows: SubjectRows) {
    this.#rows = rows;
    const version = raw.prepare<[], number>('PRAGMA data_version').pluck();
    this.#version = () => version.get();
  }

  readonly find = (site: string, hash: string): SubjectState | null => {
    const name = nameOf(site, hash);
    const cached = this.#states.get(name);
    const state = cached ?? frozen(this.#rows.find(site, hash));
    if (!state) return null;
    if (cached) this.#states.delete(name);
    this.#states.set(name, state);
    const oldest = this.#states.size > MAX_CACHED ? this.#states.keys().next().value : undefined;
    if (oldest !== undefined) this.#states.delete(oldest);
    return state;
  };

  readonly put = (site: string, hash: string, state: SubjectState): void => {
    this.#rows.put(site, hash, state);
    this.#forget(site, hash);
  };

  readonly remove = (site: string, hash: string): void => {
    this.#rows.remove(site, hash);
    this.#forget(site, hash);
  };

  begun(): void {
    const version = this.#version() ?? -1;
    if (version !== this.#seen) this.#states.clear();
    this.#seen = version;
  }

  undone(): void {
    for (const name of this.#written) this.#states.delete(name);
  }

  ended(): void {
    this.undone();
    this.#written.clear();
  }

  #forget(site: string, hash: string): void {
    const name = nameOf(site, hash);
    this.#states.delete(name);
    this.#written.add(name);
  }
}

const nameOf = (site: string, hash: string): string => `${site}|${hash}`;
