import { and, eq } from 'drizzle-orm';
import type { RightsRequest } from '../port.ts';
import { requests } from '../schema.ts';
import { open, seal } from '../seal.ts';
import type { Db } from './rows.ts';

/** What people asked for; their own words are sealed under their subject's key. */
export const requestRows = (db: Db) => {
  const ofSubject = (site: string, sub: string) => and(eq(requests.site, site), eq(requests.sub, sub));
  return {
    add(site: string, sub: string, key: Buffer, request: RightsRequest): void {
      const note = request.note === null ? null : seal(key, noteOf(site, sub, request.id), request.note);
      db.insert(requests)
        .values({ site, sub, ...request, note })
        .run();
    },
    /** Oldest first; without their notes if the key is no more. */
    of: (site: string, sub: string, key: Buffer | null): RightsRequest[] =>
      db
        .select()
        .from(requests)
        .where(ofSubject(site, sub))
        .orderBy(requests.receivedAt, requests.id)
        .all()
        .map(({ id, kind, receivedAt, dueAt, note }) => {
          const words = key && note && open(key, noteOf(site, sub, id), note);
          return { id, kind, receivedAt, dueAt, note: words?.toString('utf8') ?? null };
        }),
    /** Of all subjects, the soonest due first; each opened with its subject's key. */
    all: (site: string, keyOf: (sub: string) => Buffer | null): (RightsRequest & { subject: string })[] =>
      db
        .select()
        .from(requests)
        .where(eq(requests.site, site))
        .orderBy(requests.dueAt, requests.id)
        .all()
        .map(({ id, sub, kind, receivedAt, dueAt, note }) => {
          const key = note && keyOf(sub);
          const words = key && note && open(key, noteOf(site, sub, id), note);
          return { id, subject: sub, kind, receivedAt, dueAt, note: words?.toString('utf8') ?? null };
        }),
    removeOf: (site: string, sub: string): void => void db.delete(requests).where(ofSubject(site, sub)).run(),
  };
};

const noteOf = (site: string, sub: string, id: string): string => `note|${site}|${sub}|${id}`;
