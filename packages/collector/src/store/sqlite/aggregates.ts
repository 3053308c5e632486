import type { Aggregate } from '../counts.ts';
import type { AcceptedEvent } from '../port.ts';
import type { Connection } from './file.ts';
import { Pending } from './pending.ts';

/** Counts of accepted events by what is kept of them in clear. */
export const aggregateRows = (raw: Connection) => {
  const add = raw.prepare(
    `INSERT INTO aggregates (site, day, name, purpose, region, locale, device, browser, count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const pending = new Pending<Omit<Aggregate, 'count'> & { site: string }>(
    ({ site, day, name, purpose, region, locale, device, browser }, [count = 0]) =>
      add.run(site, day, name, purpose, region, locale, device, browser, count),
  );
  const between = raw.prepare<[string, string, string], Aggregate>(
    `SELECT day, name, purpose, region, locale, device, browser, count FROM aggregates
     WHERE site = ? AND day BETWEEN ? AND ? ORDER BY day, name, purpose, region, locale, device, browser`,
  );
  return {
    pending,
    add(site: string, events: readonly AcceptedEvent[]): void {
      for (const { event, purpose, receivedAt, device, browser, ...place } of events) {
        const day = receivedAt.slice(0, 10);
        const { name } = event;
        const [region, locale] = [place.region ?? '', place.locale ?? ''];
        const alike = `${site}|${day}|${name}|${purpose}|${region}|${locale}|${device}|${browser}`;
        pending.add(alike, { site, day, name, purpose, region, locale, device, browser }, [1]);
      }
    },
    between: (site: string, from: string, to: string): Aggregate[] => between.all(site, from, to),
  };
};
