import { toDay } from '@sayso/protocol';
import { decodeJwt } from 'jose';
import type { Sign } from '../policy/publish.ts';
import type { Store } from '../store/port.ts';

/** `typ` of the log's entry that holds the end of the audit trail on a day. */
export const AUDIT_HEAD_TYP = 'sayso-audit-head+jwt';

/** The end of the audit trail, as each site's log keeps it. */
export interface AuditHead {
  log: string;
  site: string;
  /** UTC, when it was written down. */
  day: string;
  /** Rows up to there. */
  size: number;
  /** Base64url hash of the last of them; it stands for all. */
  head: string;
}

/**
 * Writes the end of the audit trail into each site's log, once a day and only if it grew: from then on nobody can
 * change a row of before without breaking what the log has shown. `now` in milliseconds since 1970.
 */
export async function anchorAudit(store: Store, sign: Sign, now: number): Promise<number> {
  const last = await store.audit.last();
  if (!last) return 0;
  let anchored = 0;
  for (const { id } of await store.sites()) {
    const site = await store.site(id);
    const added = await site?.write(async (tx) => {
      const before = headOf(await tx.newestStatement(AUDIT_HEAD_TYP));
      const head = {
        log: site.site.logOrigin,
        site: id,
        day: toDay(now),
        size: last.index + 1,
        head: last.hash,
      };
      if (before && (before.size >= head.size || before.day >= head.day)) return false;
      await tx.addStatement(await sign(AUDIT_HEAD_TYP, head));
      return true;
    });
    if (added) anchored++;
  }
  return anchored;
}

/** What such an entry says; null for anything else. Its signature is the log's business. */
export function headOf(jws: string | null): AuditHead | null {
  if (jws === null) return null;
  const { log, site, day, size, head } = decodeJwt<AuditHead>(jws);
  return { log, site, day, size, head };
}
