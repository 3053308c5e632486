import type { AcceptedEvent, Aggregate } from '../port.ts';
import type { Connection } from './file.ts';

/** Counts of accepted events by what is kept of them in clear. */
export const aggregateRows = (raw: Connection) => {
  const add = raw.prepare(
    `INSERT INTO aggregates (site, day, name, purpose, region, locale, device, browser, count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const between = raw.prepare<[string, string, string], Aggregate>(
    `SELECT day, name, purpose, region, locale, device, browser, count FROM aggregates
     WHERE site = ? AND day BETWEEN ? AND ? ORDER BY day, name, purpose, region, locale, device, browser`,
  );
  return {
    add(site: string, events: readonly AcceptedEvent[]): void {
      const counts = new Map<string, { first: AcceptedEvent; count: number }>();
      for (const accepted of events) {
        const { event, purpose, receivedAt, region, locale, device, browser } = accepted;
        const name = [receivedAt.slice(0, 10), event.name, purpose, region, locale, device, browser].join(
          ' ',
        );
        const count = counts.get(name);
        if (count) count.count++;
        else counts.set(name, { first: accepted, count: 1 });
      }
      for (const { first, count } of counts.values()) {
        const { event, purpose, receivedAt, region, locale, device, browser } = first;
        const day = receivedAt.slice(0, 10);
        add.run(site, day, event.name, purpose, region ?? '', locale ?? '', device, browser, count);
      }
    },
    between: (site: string, from: string, to: string): Aggregate[] => between.all(site, from, to),
  };
};
