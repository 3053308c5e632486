import { eq, sql } from 'drizzle-orm';
import type { PublishedPolicy } from '../port.ts';
import { policies } from '../schema.ts';
import type { Db } from './rows.ts';

/** Published policy versions. */
export const policyRows = (db: Db) => {
  const all = db
    .select()
    .from(policies)
    .where(eq(policies.site, sql.placeholder('site')))
    .orderBy(policies.version)
    .prepare();
  return {
    /** Oldest first. */
    all: (site: string): PublishedPolicy[] =>
      all
        .all({ site })
        .map(({ site: _, ownRisk, ...policy }) => (ownRisk === null ? policy : { ...policy, ownRisk })),
    add: (site: string, policy: PublishedPolicy): void =>
      void db
        .insert(policies)
        .values({ site, ...policy })
        .run(),
  };
};
