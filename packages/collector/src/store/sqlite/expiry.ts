import { toDay, toTime } from '@sayso/protocol';
import type { Cutoffs, Removed, Retained } from '../port.ts';
import type { Erasures } from './erasures.ts';
import type { Connection } from './file.ts';
import type { Partitions } from './partitions.ts';
import { type Rows, removeSubject } from './rows.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Rows that go in one step, so that nobody waits long for it. */
const AT_ONCE = 300;
const IDS_AT_ONCE = 5_000;

/** What is over goes, a small step at a time, and leaves a count. Of the writing connection. */
export class Expiry {
  readonly #rows: Rows;
  readonly #keys: SubjectKeys;
  readonly #partitions: Partitions;
  readonly #erasures: Erasures;
  readonly #sql;

  constructor(raw: Connection, rows: Rows, keys: SubjectKeys, partitions: Partitions, erasures: Erasures) {
    this.#rows = rows;
    this.#keys = keys;
    this.#partitions = partitions;
    this.#erasures = erasures;
    const some = (table: string, column: string) =>
      raw.prepare<[string, string, number]>(
        `DELETE FROM ${table} WHERE (site, ${column}) IN
           (SELECT site, ${column} FROM ${table} WHERE site = ? AND ${column} < ? ORDER BY ${column} LIMIT ?)`,
      );
    this.#sql = {
      over: raw
        .prepare<[string], number>('SELECT slot FROM partitions WHERE ends <= ? ORDER BY ends, slot LIMIT 1')
        .pluck(),
      receipts: raw
        .prepare<[string, string, number], string | null>(
          `DELETE FROM receipts WHERE rowid IN
             (SELECT rowid FROM receipts WHERE site = ? AND received_at < ? ORDER BY received_at LIMIT ?)
           RETURNING sub`,
        )
        .pluck(),
      hasReceipt: raw
        .prepare<[string, string], number>('SELECT 1 FROM receipts WHERE site = ? AND sub = ? LIMIT 1')
        .pluck(),
      // A day's rows go together: there are few.
      refusals: some('refusals', 'day'),
      pixels: some('pixels', 'day'),
      aggregates: some('aggregates', 'day'),
      erasures: some('erasures', 'at'),
    };
  }

  /** Drops one partition that is over, or some event ids. What went; null if there is nothing left. */
  drop(now: number): (Removed & { site: string })[] | null {
    const slot = this.#sql.over.get(toDay(now));
    if (slot === undefined) return this.#rows.events.ids.expire(now, IDS_AT_ONCE) > 0 ? [] : null;
    const dropped = this.#rows.events.held
      .inSlot(slot)
      .map(({ site, purpose, events }) => ({ site, record: 'event' as const, purpose, count: events }));
    for (const one of dropped) this.#rows.removals.add(one.site, one, toDay(now));
    this.#partitions.drop(slot);
    this.#erasures.emptyLogs();
    return dropped;
  }

  /** One step of what a site's policy says is over. Nothing left: the time is noted. */
  expire(site: string, cutoffs: Cutoffs, now: number): Removed[] {
    const removed = [
      ...this.#eventsOf(site, cutoffs.events),
      { record: 'receipt' as const, purpose: '', count: this.#receiptsOf(site, cutoffs.receipts) },
      {
        record: 'refusal' as const,
        purpose: '',
        count: this.#sql.refusals.run(site, cutoffs.refusals, 1).changes,
      },
      {
        record: 'aggregate' as const,
        purpose: '',
        count:
          this.#sql.aggregates.run(site, cutoffs.aggregates, 1).changes +
          this.#sql.pixels.run(site, cutoffs.aggregates, 1).changes,
      },
      {
        record: 'erasure' as const,
        purpose: '',
        count: this.#sql.erasures.run(site, cutoffs.erasures, AT_ONCE).changes,
      },
    ].filter(({ count }) => count > 0);
    for (const one of removed) this.#rows.removals.add(site, one, toDay(now));
    if (removed.length) this.#erasures.emptyLogs();
    else this.#rows.removals.swept(site, toTime(now));
    return removed;
  }

  /** A policy that keeps for less long than the one under which events came: row by row. */
  #eventsOf(site: string, cutoffs: Readonly<Record<string, string>>): Removed[] {
    const { held, blocks } = this.#rows.events;
    for (const [purpose, day] of Object.entries(cutoffs)) {
      const found = held.upTo(site, purpose, day);
      if (!found) continue;
      const gone = blocks(found.slot).expire(site, purpose, found.day, AT_ONCE);
      let [events, bytes] = [0, 0];
      for (const block of gone) {
        events += block.events;
        bytes += block.bytes;
      }
      // Nothing there: a sum that is wrong would be asked for ever.
      if (gone.length === 0) [events, bytes] = [found.events, found.bytes];
      held.take(found.slot, site, { purpose, day: found.day, events, bytes });
      return [{ record: 'event', purpose, count: events }];
    }
    return [];
  }

  /** With a subject's last receipt goes what was known of it, and its key. */
  #receiptsOf(site: string, before: string): number {
    const subjects = this.#sql.receipts.all(site, before, AT_ONCE);
    for (const sub of new Set(subjects)) {
      if (sub === null || this.#sql.hasReceipt.get(site, sub)) continue;
      removeSubject(this.#rows, site, sub);
      this.#keys.retire(site, sub);
    }
    return subjects.length;
  }
}

/** What is held and what went, for whoever asks whether the promises are kept. */
export const retainedOf = (rows: Rows, site: string): Retained => ({
  sweptAt: rows.removals.sweptAt(site),
  removed: rows.removals.of(site),
  held: rows.events.held.oldest(site),
});
