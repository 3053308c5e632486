import { eq } from 'drizzle-orm';
import type { Counts, Grants, RefusalCount } from '../counts.ts';
import { refusals, totals } from '../schema.ts';
import type { Connection } from './file.ts';
import { Pending } from './pending.ts';
import type { Db } from './rows.ts';

/** Counts without content: of refusals, of pixels, and of all that a site has taken so far. */
export const tallyRows = (raw: Connection, db: Db) => {
  const addRefusals = raw.prepare(
    `INSERT INTO refusals (site, day, name, reason, count) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const pending = new Pending<Omit<RefusalCount, 'count'> & { site: string }>(
    ({ site, day, name, reason }, [count = 0]) => addRefusals.run(site, day, name, reason, count),
  );
  const addPixel = raw.prepare(
    `INSERT INTO pixels (site, day, name, region, count) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET count = count + 1`,
  );
  const addTotals = raw.prepare(
    `INSERT INTO totals (site, receipts, accepted, grants, grants_by_code) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET receipts = receipts + excluded.receipts, accepted = accepted + excluded.accepted,
       grants = grants + excluded.grants, grants_by_code = grants_by_code + excluded.grants_by_code`,
  );
  const taken = raw.prepare<[string], number>('SELECT accepted FROM totals WHERE site = ?').pluck();
  const totalled = new Pending<string>((site, [receipts = 0, accepted = 0, grants = 0, byCode = 0]) =>
    addTotals.run(site, receipts, accepted, grants, byCode),
  );
  const sumRefusals = raw
    .prepare<[string], number>('SELECT coalesce(sum(count), 0) FROM refusals WHERE site = ?')
    .pluck();
  const totalOf = (site: string): Partial<typeof totals.$inferSelect> =>
    db.select().from(totals).where(eq(totals.site, site)).get() ?? {};
  return {
    pending: [pending, totalled],
    refused(site: string, counts: readonly RefusalCount[]): void {
      for (const { day, name, reason, count } of counts)
        pending.add(`${site}|${day}|${name}|${reason}`, { site, day, name, reason }, [count]);
    },
    pixel: (site: string, day: string, name: string, region: string | null): void =>
      void addPixel.run(site, day, name, region ?? ''),
    /** Returns how many events the site has taken so far. */
    took(site: string, { receipts = 0, accepted = 0, grants = 0, byCode = 0 }: Partial<Gain>): number {
      totalled.add(site, site, [receipts, accepted, grants, byCode]);
      return (taken.get(site) ?? 0) + totalled.gained(site, 1);
    },
    refusals: (site: string): RefusalCount[] =>
      db
        .select({ day: refusals.day, name: refusals.name, reason: refusals.reason, count: refusals.count })
        .from(refusals)
        .where(eq(refusals.site, site))
        .orderBy(refusals.day, refusals.name, refusals.reason)
        .all(),
    counts(site: string): Counts {
      const { receipts = 0, accepted = 0 } = totalOf(site);
      return { receipts, accepted, refused: sumRefusals.get(site) ?? 0 };
    },
    grants(site: string): Grants {
      const { grants = 0, grantsByCode = 0 } = totalOf(site);
      return { all: grants, byCode: grantsByCode };
    },
  };
};

/** What a job adds to the sums of its site. */
export interface Gain {
  receipts: number;
  accepted: number;
  grants: number;
  byCode: number;
}
