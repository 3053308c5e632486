import { toTime } from '@sayso/protocol';
import {
  type AuditEntry,
  type AuditQuery,
  type AuditRow,
  type AuditTrail,
  chained,
  forgot,
} from '../audit-chain.ts';
import type { Connection } from './file.ts';
import type { Rows } from './rows.ts';
import type { Parts } from './tx.ts';
import type { Writer } from './writer.ts';

/** Removed in one step, while others wait. */
const MOST = 1_000;

const COLUMNS = 'idx AS "index", at, who, what, of_site AS site, about, outcome, prev, hash';

/** The audit trail's rows. */
export const auditRows = (raw: Connection) => {
  const last = raw.prepare<[], AuditRow>(`SELECT ${COLUMNS} FROM audit ORDER BY idx DESC LIMIT 1`);
  const insert = raw.prepare(
    `INSERT INTO audit (idx, at, who, what, of_site, about, outcome, prev, hash)
     VALUES (@index, @at, @who, @what, @site, @about, @outcome, @prev, @hash)`,
  );
  const newest = raw.prepare<[number, number], AuditRow>(
    `SELECT ${COLUMNS} FROM audit WHERE idx < ? ORDER BY idx DESC LIMIT ?`,
  );
  const newestOf = raw.prepare<[string, number, number], AuditRow>(
    `SELECT ${COLUMNS} FROM audit WHERE of_site = ? AND idx < ? ORDER BY idx DESC LIMIT ?`,
  );
  const next = raw.prepare<[number, number], AuditRow>(
    `SELECT ${COLUMNS} FROM audit WHERE idx > ? ORDER BY idx LIMIT ?`,
  );
  // The newest of the oldest rows that are all from before some time: no row that came later goes before one of them.
  const over = raw.prepare<[string, number], AuditRow>(
    `SELECT ${COLUMNS} FROM audit WHERE idx < coalesce(
       (SELECT idx FROM audit WHERE at >= ? ORDER BY idx LIMIT 1), (SELECT max(idx) + 1 FROM audit)
     ) AND idx < (SELECT min(idx) FROM audit) + ? ORDER BY idx DESC LIMIT 1`,
  );
  const remove = raw.prepare<[number]>('DELETE FROM audit WHERE idx <= ?');
  /** One writer at a time holds the lock, so nobody else can have the same one before. */
  const add = (entry: AuditEntry): void => {
    const before = last.get();
    insert.run(chained(before?.hash ?? '', before ? before.index + 1 : 0, entry));
  };
  return {
    last: (): AuditRow | null => last.get() ?? null,
    add,
    /** How many went. */
    forget(before: string, now: string): number {
      const newest = over.get(before, MOST);
      if (!newest) return 0;
      // First, since the last row of all never goes.
      add(forgot(newest, now));
      return remove.run(newest.index).changes;
    },
    read: ({ site, before = Number.MAX_SAFE_INTEGER, limit }: AuditQuery): AuditRow[] =>
      site === null ? newest.all(before, limit) : newestOf.all(site, before, limit),
    /** All, oldest first, read in parts, so that nothing else waits for a long one. */
    *all(): Generator<AuditRow> {
      for (let after = -1; ; ) {
        const rows = next.all(after, 1_000);
        yield* rows;
        const end = rows.at(-1);
        if (!end) return;
        after = end.index;
      }
    },
  };
};

/** The trail: written in order with everything else, read from what is on disk. */
export const auditTrail = ({ rows, erasures, now }: Parts, reader: Rows, writer: Writer): AuditTrail => ({
  add: (entry) => writer.submit(async () => rows.audit.add(entry)),
  forget: (before) =>
    writer.submit(async () => {
      const gone = rows.audit.forget(before, toTime(now()));
      if (gone > 0) erasures.emptyLogs();
      return gone;
    }),
  read: async (query) => reader.audit.read(query),
  all: () => reader.audit.all(),
  last: async () => reader.audit.last(),
});
