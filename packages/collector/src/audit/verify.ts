import { type AuditRow, findBreak, saysForgotten } from '../store/audit-chain.ts';
import type { Store } from '../store/port.ts';
import { AUDIT_HEAD_TYP, type AuditHead, headOf } from './anchor.ts';

/** What was found out about the audit trail. */
export interface AuditVerdict {
  /** Null: the chain holds, and so do the logs' heads of it. */
  broken: { index: number; reason: string } | null;
  rows: number;
  first: AuditRow | null;
  last: AuditRow | null;
  /** The heads in the sites' logs that were compared with it. */
  heads: number;
}

/** Follows the whole chain, and compares it with what each site's log says of it. */
export async function verifyAudit(store: Store): Promise<AuditVerdict> {
  const heads = await headsOf(store);
  const wanted = new Set(heads.map(({ size }) => size - 1));
  const found = new Map<number, string>();
  const verdict: AuditVerdict = { broken: null, rows: 0, first: null, last: null, heads: heads.length };
  let isAnchored = false;
  function* watched(): Generator<AuditRow> {
    for (const row of store.audit.all()) {
      // What the first one stands on may be what a log has seen.
      if (!verdict.first) found.set(row.index - 1, row.prev);
      verdict.first ??= row;
      isAnchored ||= row.index === 0 || saysForgotten(row, verdict.first);
      verdict.last = row;
      verdict.rows++;
      if (wanted.has(row.index)) found.set(row.index, row.hash);
      yield row;
    }
  }
  verdict.broken = findBreak(watched());
  if (verdict.broken) return verdict;
  const begins = verdict.first?.index ?? Number.POSITIVE_INFINITY;
  if (verdict.first && !isAnchored) {
    const reason = 'it is missing, and no row says that it was past keeping';
    return { ...verdict, broken: { index: begins - 1, reason } };
  }
  for (const { site, day, size, head } of heads) {
    // What is past keeping can't be compared any more.
    if (size < begins && verdict.first) continue;
    if (found.get(size - 1) === head) continue;
    const reason = `the log of ${site} says since ${day} that it ended otherwise here: it was rewritten or cut off`;
    return { ...verdict, broken: { index: size - 1, reason } };
  }
  return verdict;
}

async function headsOf(store: Store): Promise<AuditHead[]> {
  const heads: AuditHead[] = [];
  for (const { id } of await store.sites()) {
    const site = await store.site(id);
    const head = headOf((await site?.write((tx) => tx.newestStatement(AUDIT_HEAD_TYP))) ?? null);
    if (head) heads.push(head);
  }
  return heads;
}
