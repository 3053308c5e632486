import { type AuditEntry, type AuditQuery, type AuditRow, type AuditTrail, chained } from '../audit-chain.ts';
import type { Connection } from './file.ts';
import type { Rows } from './rows.ts';
import type { Writer } from './writer.ts';

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
  return {
    last: (): AuditRow | null => last.get() ?? null,
    /** One writer at a time holds the lock, so nobody else can have the same one before. */
    add(entry: AuditEntry): void {
      const before = last.get();
      insert.run(chained(before?.hash ?? '', before ? before.index + 1 : 0, entry));
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
export const auditTrail = (rows: Rows, reader: Rows, writer: Writer): AuditTrail => ({
  add: (entry) => writer.submit(async () => rows.audit.add(entry)),
  read: async (query) => reader.audit.read(query),
  all: () => reader.audit.all(),
  last: async () => reader.audit.last(),
});
