import { and, eq, sql } from 'drizzle-orm';
import type { ReceiptRow } from '../port.ts';
import { receipts } from '../schema.ts';
import type { Connection } from './file.ts';
import type { Db } from './rows.ts';

/** The exact JWS of each choice. */
export const receiptRows = (raw: Connection, db: Db) => {
  const { id, jws, receivedAt } = receipts;
  const ofSubject = and(eq(receipts.site, sql.placeholder('site')), eq(receipts.sub, sql.placeholder('sub')));
  const find = raw.prepare<[string, string], Omit<ReceiptRow, 'effective'> & { effective: number }>(
    `SELECT id, sub AS subject, jws, body_hash AS bodyHash, effective, received_at AS receivedAt
     FROM receipts WHERE site = ? AND id = ?`,
  );
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
    find(site: string, receipt: string): ReceiptRow | null {
      const row = find.get(site, receipt);
      return row ? { ...row, effective: row.effective === 1 } : null;
    },
    /** Of one subject, in the order of the log. */
    of: (site: string, subject: string) => of.all({ site, sub: subject }),
    add(site: string, leaf: number, row: ReceiptRow): void {
      const { id, subject, jws, bodyHash, effective, receivedAt } = row;
      add.run(site, id, leaf, subject, jws, bodyHash, effective ? 1 : 0, receivedAt);
    },
    removeOf: (site: string, subject: string): void => void remove.run({ site, sub: subject }),
  };
};
