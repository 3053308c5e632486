import { createHash } from 'node:crypto';

/** One access or change. It names no person: subjects by their hash only, and no address, query or body. */
export interface AuditEntry {
  at: string;
  /** The id of a key; `cli` for whoever has the data folder; `retention` for the collector itself. */
  who: string;
  /** `GET /admin/v1/:site/stats`, `sayso keys create` */
  what: string;
  site: string | null;
  /** What it was about: the hash of a subject, the id of a key, a policy version, the last row that went. */
  about: string | null;
  /** An HTTP status; `done` for a command. */
  outcome: string;
}

/** An entry in its place in the chain. */
export interface AuditRow extends AuditEntry {
  /** From 0, without a gap. */
  index: number;
  /** `hash` of the row before; empty for the first. */
  prev: string;
  /** Base64url SHA-256. */
  hash: string;
}

/** Rows of the audit trail, the newest first. */
export interface AuditQuery {
  /** Null: those of all sites, and of none. */
  site: string | null;
  /** Only rows with a smaller index. */
  before?: number;
  limit: number;
}

/** Who looked at what, and who changed what. Append-only. */
export interface AuditTrail {
  /** Resolves when it is on disk. */
  add(entry: AuditEntry): Promise<void>;
  /**
   * Removes some of the oldest rows, as far as all of them are from before that time (RFC 3339), and adds the row that
   * says so (`forgot`); how many went.
   */
  forget(before: string): Promise<number>;
  read(query: AuditQuery): Promise<AuditRow[]>;
  /** Every row, the oldest first. */
  all(): Iterable<AuditRow>;
  /** The newest row. */
  last(): Promise<AuditRow | null>;
}

/** The hash of a row: over JSON of its fields in this order, the one before included. */
export const chained = (prev: string, index: number, entry: AuditEntry): AuditRow => {
  const { at, who, what, site, about, outcome } = entry;
  const text = JSON.stringify([prev, index, at, who, what, site, about, outcome]);
  const hash = createHash('sha256').update(text).digest('base64url');
  return { index, at, who, what, site, about, outcome, prev, hash };
};

/** The row that says that all up to `last` was past keeping: the chain stands on it from then on. */
export const forgot = (last: Pick<AuditRow, 'index' | 'hash'>, at: string): AuditEntry => ({
  at,
  who: 'retention',
  what: 'removed rows up to',
  site: null,
  about: `${last.index} ${last.hash}`,
  outcome: 'done',
});

/** Whether a row says that what stood before `first` was past keeping. */
export const saysForgotten = (row: AuditRow, first: AuditRow): boolean => {
  const { who, what, about } = forgot({ index: first.index - 1, hash: first.prev }, row.at);
  return row.who === who && row.what === what && row.about === about;
};

/** Where a chain breaks, and how. Rows in their order; the first one may stand on others that are past keeping. */
export function findBreak(rows: Iterable<AuditRow>): { index: number; reason: string } | null {
  let before: AuditRow | null = null;
  for (const row of rows) {
    const { index, prev, hash } = row;
    if (before && index !== before.index + 1)
      return { index: before.index + 1, reason: `it is missing: ${index} comes after ${before.index}` };
    if (!before && index === 0 && prev !== '') return { index, reason: 'something stood before the first' };
    if (before && prev !== before.hash)
      return { index, reason: 'it does not stand on the one before, which was changed or replaced' };
    if (chained(prev, index, row).hash !== hash) return { index, reason: 'it was changed' };
    before = row;
  }
  return null;
}
