import { and, eq, sql } from 'drizzle-orm';
import type { SubjectState } from '../../subject.ts';
import { subjects } from '../schema.ts';
import type { Db } from './rows.ts';

/** What is known of each subject's consent. */
export const subjectRows = (db: Db) => {
  const one = and(eq(subjects.site, sql.placeholder('site')), eq(subjects.hash, sql.placeholder('hash')));
  const find = db.select({ state: subjects.state }).from(subjects).where(one).prepare();
  const put = db
    .insert(subjects)
    .values({
      site: sql.placeholder('site'),
      hash: sql.placeholder('hash'),
      state: sql.placeholder('state'),
    })
    .onConflictDoUpdate({ target: [subjects.site, subjects.hash], set: { state: sql`excluded.state` } })
    .prepare();
  const remove = db.delete(subjects).where(one).prepare();
  return {
    find: (site: string, hash: string): SubjectState | null => find.get({ site, hash })?.state ?? null,
    put: (site: string, hash: string, state: SubjectState): void => void put.run({ site, hash, state }),
    remove: (site: string, hash: string): void => void remove.run({ site, hash }),
  };
};
