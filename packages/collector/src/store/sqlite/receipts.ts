import { and, eq, sql } from 'drizzle-orm';
import type { ReceiptRow } from '../port.ts';
import { receipts } from '../schema.ts';
import type { Connection } from './file.ts';
import type { Db } from './rows.ts';

/** The exact JWS of each choice. */
export const receiptRows = (raw: Connection, db: Db) => {
  const { id, sub, jws, bodyHash, effective, receivedAt } = receipts;
  const ofSubject = and(eq(receipts.site, sql.placeholder('site')), eq(receipts.sub, sql.placeholder('sub')));
  const find = db
    .select({ id, subject: sub, jws, bodyHash, effective, receivedAt })
    .from(receipts)
    .where(and(eq(receipts.site, sql.placeholder('site')), eq(receipts.id, sql.placeholder('id'))))
    .prepare();
  const of = db
    .select({ id, jws, receivedAt })
    .from(receipts)
    .where(ofSubject)
    .orderBy(receipts.leaf)
    .prepare();
  const add = raw.prepare(
    `INSERT INTO receipts (site, id, leaf, sub, jws, body_hash, effective, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.delete(receipts).where(ofSubject).prepare();
  return {
    find: (site: string, receipt: string): ReceiptRow | null => find.get({ site, id: receipt }) ?? null,
    /** Of one subject, in the order of the log. */
    of: (site: string, subject: string) => of.all({ site, sub: subject }),
    add(site: string, leaf: number, row: ReceiptRow): void {
      const { id, subject, jws, bodyHash, effective, receivedAt } = row;
      add.run(site, id, leaf, subject, jws, bodyHash, effective ? 1 : 0, receivedAt);
    },
    removeOf: (site: string, subject: string): void => void remove.run({ site, sub: subject }),
  };
};
