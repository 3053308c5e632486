import { toMs, toTime } from '@sayso/protocol';
import { StoreUnavailable } from '../unavailable.ts';
import type { Connection } from './file.ts';
import type { Participant } from './writer.ts';

/** How far behind what is stored the clock may be: machines put theirs right in small steps. */
export const MOST_BEHIND_MS = 60_000;
/** The mark on disk is at most so old. */
const MARK_MS = 1_000;

/**
 * A clock that jumped back would put a yes before the no that it takes back, and events on days that are over: nothing
 * is stored until it is past what is stored again.
 */
export class Clock implements Participant {
  readonly #now: () => number;
  readonly #sql;
  #newest = Number.NEGATIVE_INFINITY;
  #trusted = false;
  #overlooked = false;

  constructor(db: Connection, now: () => number) {
    this.#now = now;
    this.#sql = {
      newest: db.prepare<[], string>('SELECT newest FROM clock').pluck(),
      set: db.prepare(
        'INSERT INTO clock (id, newest) VALUES (1, ?) ON CONFLICT DO UPDATE SET newest = excluded.newest',
      ),
    };
  }

  /** Whatever is stored, the clock is right: somebody says so. */
  trust(): void {
    this.#trusted = true;
  }

  /** The next transaction may be one that has to be, whatever the time. */
  overlook(): void {
    this.#overlooked = true;
  }

  begun(): void {
    const newest = this.#sql.newest.get();
    this.#newest = newest === undefined ? Number.NEGATIVE_INFINITY : toMs(newest);
    const behind = this.#newest - this.#now();
    if (behind > MOST_BEHIND_MS && !this.#trusted && !this.#overlooked)
      throw new StoreUnavailable(
        `the clock is ${Math.round(behind / 1_000)} s behind what is stored; see \`sayso doctor\``,
      );
  }

  preparing(): void {
    const now = this.#now();
    if (this.#trusted || now - this.#newest > MARK_MS) this.#sql.set.run(toTime(now));
  }

  ended(committed: boolean): void {
    if (committed) this.#trusted = false;
    this.#overlooked = false;
  }
}
