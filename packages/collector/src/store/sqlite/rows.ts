import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { Holding } from '../port.ts';
import { accessKeyRows } from './access-keys.ts';
import { auditRows } from './audit.ts';
import { erasureRows } from './erasure-rows.ts';
import { eventRows } from './events.ts';
import type { Connection } from './file.ts';
import { logRows } from './log.ts';
import { policyRows } from './policies.ts';
import { receiptRows } from './receipts.ts';
import { removalRows } from './removals.ts';
import { requestRows } from './requests.ts';
import type { RootKeys } from './root-keys.ts';
import { siteRows } from './sites.ts';
import { type SubjectRows, subjectRows } from './subjects.ts';
import { tallyRows } from './tallies.ts';

export type Db = BetterSQLite3Database;

/** All statements on the tables, prepared for one connection. */
export function rowsOf(raw: Connection, roots: Pick<RootKeys, 'event-id' | 'seal'>) {
  const db: Db = drizzle({ client: raw });
  return {
    sites: siteRows(db),
    policies: policyRows(db),
    subjects: subjectRows(raw) as SubjectRows,
    log: logRows(raw, db),
    receipts: receiptRows(raw, db),
    events: eventRows(raw, roots['event-id']),
    tallies: tallyRows(raw, db),
    requests: requestRows(db),
    erasures: erasureRows(raw, db),
    removals: removalRows(raw),
    accessKeys: accessKeyRows(db, roots.seal),
    audit: auditRows(raw),
  };
}

export type Rows = ReturnType<typeof rowsOf>;

/** Removes what is known of a subject, and its events; its receipts stay. */
export function removeSubject({ events, requests, subjects }: Rows, site: string, sub: string): void {
  events.erase(site, sub);
  requests.removeOf(site, sub);
  subjects.remove(site, sub);
}

/** Everything of one subject. Without its key, what was sealed is gone. */
export const holdingOf = (rows: Rows, site: string, sub: string, key: Buffer | null): Holding => ({
  receipts: rows.receipts.of(site, sub),
  events: key ? rows.events.of(site, sub, key) : [],
  requests: rows.requests.of(site, sub, key),
});
