import { eq, sql } from 'drizzle-orm';
import type { Site } from '../port.ts';
import { goneSites, sites } from '../schema.ts';
import type { Db } from './rows.ts';

/** The sites that this database holds. */
export const siteRows = (db: Db) => {
  const gone = sql`(SELECT id FROM gone_sites)`;
  const all = db.select().from(sites).where(sql`${sites.id} NOT IN ${gone}`).orderBy(sites.id).prepare();
  const leaving = db.select({ id: sites.id }).from(sites).where(sql`${sites.id} IN ${gone}`).prepare();
  const goneAt = db
    .select({ at: goneSites.at })
    .from(goneSites)
    .where(eq(goneSites.id, sql.placeholder('id')))
    .prepare();
  return {
    all: (): Site[] =>
      all.all().map(({ closedAt, ...site }) => (closedAt === null ? site : { ...site, closedAt })),
    add: (site: Site): void => void db.insert(sites).values(site).run(),
    /** Null opens it again. False if there is no such site. */
    close: (id: string, closedAt: string | null): boolean =>
      db.update(sites).set({ closedAt }).where(eq(sites.id, id)).run().changes > 0,
    /** From here on nobody finds it. */
    go: (id: string, logOrigin: string, at: string): void =>
      void db.insert(goneSites).values({ id, logOrigin, at }).run(),
    goneAt: (id: string): string | null => goneAt.get({ id })?.at ?? null,
    /** Those that are gone, but have rows left. */
    leaving: (): string[] => leaving.all().map(({ id }) => id),
  };
};
