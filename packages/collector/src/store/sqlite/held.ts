import type { Connection } from './file.ts';
import { Pending } from './pending.ts';

/** What a partition holds of one site, purpose and day. */
export interface Held {
  purpose: string;
  /** Of the receipt. */
  day: string;
  events: number;
  bytes: number;
}

/** Sums of what the partitions hold. */
export const heldRows = (raw: Connection) => {
  const add = raw.prepare(
    `INSERT INTO held (slot, site, purpose, day, events, bytes) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET events = events + excluded.events, bytes = bytes + excluded.bytes`,
  );
  // Of a table that was dropped meanwhile there is no row, and none may be made.
  const take = raw.prepare(
    `UPDATE held SET events = events + ?, bytes = bytes + ? WHERE slot = ? AND site = ? AND purpose = ? AND day = ?`,
  );
  const pending = new Pending<{ slot: number; site: string; purpose: string; day: string }>(
    ({ slot, site, purpose, day }, [events = 0, bytes = 0]) =>
      events > 0
        ? add.run(slot, site, purpose, day, events, bytes)
        : take.run(events, bytes, slot, site, purpose, day),
  );
  const change = (slot: number, site: string, { purpose, day, events, bytes }: Held, sign: 1 | -1): void =>
    pending.add(`${slot}|${site}|${purpose}|${day}`, { slot, site, purpose, day }, [
      sign * events,
      sign * bytes,
    ]);
  const inSlot = raw.prepare<[number], Held & { site: string }>(
    'SELECT site, purpose, day, events, bytes FROM held WHERE slot = ? AND events > 0',
  );
  const upTo = raw.prepare<[string, string, string], Held & { slot: number }>(
    `SELECT slot, purpose, day, events, bytes FROM held
     WHERE site = ? AND purpose = ? AND day <= ? AND events > 0 ORDER BY day LIMIT 1`,
  );
  const oldest = raw.prepare<[string], { purpose: string; day: string; events: number }>(
    `SELECT purpose, min(day) AS day, sum(events) AS events FROM held WHERE site = ? AND events > 0
     GROUP BY purpose ORDER BY purpose`,
  );
  return {
    pending,
    add: (slot: number, site: string, held: Held): void => change(slot, site, held, 1),
    take: (slot: number, site: string, held: Held): void => change(slot, site, held, -1),
    inSlot: (slot: number) => inSlot.all(slot),
    /** Something of this purpose from that day or before; null if there is nothing. */
    upTo: (site: string, purpose: string, day: string) => upTo.get(site, purpose, day) ?? null,
    /** By purpose: how many events are held, and from which day the oldest is. */
    oldest: (site: string) => oldest.all(site),
  };
};
