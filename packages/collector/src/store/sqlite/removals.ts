import type { Removed } from '../port.ts';
import type { Connection } from './file.ts';

/** What went because it was over: counts by day, and when a site was last looked through. */
export const removalRows = (raw: Connection) => {
  const add = raw.prepare(
    `INSERT INTO removals (site, record, purpose, day, count) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const of = raw.prepare<[string], Removed & { day: string }>(
    'SELECT record, purpose, day, count FROM removals WHERE site = ? ORDER BY day, record, purpose',
  );
  const swept = raw.prepare(
    'INSERT INTO sweeps (site, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
  );
  const sweptAt = raw.prepare<[string], string>('SELECT at FROM sweeps WHERE site = ?').pluck();
  return {
    add: (site: string, { record, purpose, count }: Removed, day: string): void =>
      void add.run(site, record, purpose, day, count),
    /** The oldest day first. */
    of: (site: string) => of.all(site),
    swept: (site: string, at: string): void => void swept.run(site, at),
    sweptAt: (site: string): string | null => sweptAt.get(site) ?? null,
  };
};
