import type { Verdict } from './centre-check.ts';
import { type Call, checkAll, type Seen } from './log-check.ts';

/** The checkpoint that was seen last, by site, where nothing may be stored for it: as long as the page lives. */
const lastSeen = new Map<string, string>();

/**
 * What “check” in the privacy centre says, beside the signature: where the receipt is in the public log, in signs
 * that need no language. Loaded when somebody presses it.
 */
export async function checkHere(
  jws: string,
  site: string,
  call: Call,
  kept?: Seen,
): Promise<{ verdict: Verdict | 'unknown'; log: string }> {
  const seen = kept ?? {
    read: () => lastSeen.get(site) ?? null,
    keep: (note: string) => void lastSeen.set(site, note),
  };
  const { signature, log } = await checkAll(jws, site, call, crypto.subtle, seen, Date.now());
  const isWrong = log.is === 'wrong' || (log.is === 'not-yet' && log.late);
  if (isWrong) return { verdict: 'wrong', log: '✗' };
  const place = log.is === 'in' ? `✓ ${log.origin} ${log.index + 1}/${log.size}` : '';
  return { verdict: signature, log: log.is === 'not-yet' ? '⏳' : place };
}
