import { erasures } from '../schema.ts';
import type { Connection } from './file.ts';
import type { Db } from './rows.ts';

/** The hashes of subjects that were erased, and when. */
export const erasureRows = (raw: Connection, db: Db) => {
  const find = raw
    .prepare<[string, string], string>('SELECT at FROM erasures WHERE site = ? AND sub = ?')
    .pluck();
  return {
    at: (site: string, sub: string): string | null => find.get(site, sub) ?? null,
    put: (site: string, sub: string, at: string): void =>
      void db
        .insert(erasures)
        .values({ site, sub, at })
        .onConflictDoUpdate({ target: [erasures.site, erasures.sub], set: { at } })
        .run(),
  };
};
