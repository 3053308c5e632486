import { randomBytes } from 'node:crypto';
import { DAY, type Retention, toMs, toTime } from '@sayso/protocol';
import { currentPolicy } from '../policy/current.ts';
import type { Sign } from '../policy/publish.ts';
import { TOMBSTONE_TYP } from '../store/log-port.ts';
import type { SiteStore } from '../store/port.ts';
import { ERASED_DAYS } from '../subject.ts';

/** For how many days the hash of an erased subject is kept: as long as a backup could bring the person back. */
export const hashDays = ({ backupDays }: Pick<Retention, 'backupDays'>): number =>
  Math.max(ERASED_DAYS, backupDays);

/** What is left of a person whose data was erased, why, and until when. */
export interface Erased {
  erased: true;
  kept: { code: 'hash' | 'log' | 'receipts'; what: string; why: string; until: string | null }[];
  backupsUntil: string;
}

export interface ErasureTools {
  sign: Sign;
  /** Who says so: the collector's origin, or its name. */
  iss: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Ends all that is held of a subject; the same answer again for 90 days. Null if nothing is held of it. */
export async function eraseSubject(
  site: SiteStore,
  hash: string,
  { sign, iss, now }: ErasureTools,
): Promise<Erased | null> {
  const done = await site.write(async (tx) => {
    const history = await tx.policies();
    const retention = (currentPolicy(history, now) ?? history.at(-1))?.document.retention;
    const before = await tx.erasedAt(hash);
    if (before) return { at: before, retention };
    if (!(await tx.subject(hash))) return null;
    const at = toTime(now);
    const salt = randomBytes(32).toString('base64url');
    const { id, logOrigin } = site.site;
    const tombstone = await sign(TOMBSTONE_TYP, { iss, log: logOrigin, site: id, at, salt });
    await tx.erase(hash, at, retention?.keepReceiptsAfterErasure ?? false, tombstone);
    return { at, retention };
  });
  if (!done) return null;
  const { at, retention } = done;
  const after = (days: number): string => toTime(toMs(at) + days * DAY);
  return {
    erased: true,
    kept: [
      {
        code: 'hash',
        what: 'a hash of your identifier',
        why: 'to refuse what this browser may still send',
        until: after(retention ? hashDays(retention) : ERASED_DAYS),
      },
      {
        code: 'log',
        what: 'hashes in the public log',
        why: 'the log could not be checked without them',
        until: null,
      },
      ...(retention?.keepReceiptsAfterErasure
        ? [
            {
              code: 'receipts' as const,
              what: 'receipts',
              why: 'the store defends itself with them',
              until: yearsAfter(at, retention.receiptsYears),
            },
          ]
        : []),
    ],
    backupsUntil: after(retention?.backupDays ?? 0),
  };
}

function yearsAfter(at: string, years: number): string {
  const date = new Date(at);
  return toTime(date.setUTCFullYear(date.getUTCFullYear() + years));
}
