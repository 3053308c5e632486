import { and, eq, sql } from 'drizzle-orm';
import { erasures } from '../schema.ts';
import type { Db } from './rows.ts';

/** The hashes of subjects that were erased, and when. */
export const erasureRows = (db: Db) => {
  const find = db
    .select({ at: erasures.at })
    .from(erasures)
    .where(and(eq(erasures.site, sql.placeholder('site')), eq(erasures.sub, sql.placeholder('sub'))))
    .prepare();
  return {
    at: (site: string, sub: string): string | null => find.get({ site, sub })?.at ?? null,
    put: (site: string, sub: string, at: string): void =>
      void db
        .insert(erasures)
        .values({ site, sub, at })
        .onConflictDoUpdate({ target: [erasures.site, erasures.sub], set: { at } })
        .run(),
  };
};
