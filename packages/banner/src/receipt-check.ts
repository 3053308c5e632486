import { type Part, timeOf } from './centre-part.ts';
import { make } from './dom.ts';
import { type Call, type Checked, checkAll, type Seen } from './log-check.ts';
import { factsOf } from './receipt-facts.ts';

/** The checkpoint that was seen last, by site, where nothing may be stored for it: as long as the page lives. */
const lastSeen = new Map<string, string>();

/** What was found, a line each: a sign for the eye, and a sentence that says the same. */
type Line = readonly [sign: '✓' | '✗' | '⏳' | '?', text: string];

/** A part of the privacy centre, as far as it speaks. */
type Speaking = Pick<Part, 'locale' | 'own'>;

/**
 * What “check” in the privacy centre says: whether the signature is right, and where the receipt is in the public log.
 * Loaded when somebody presses it.
 */
export async function checkHere(
  jws: string,
  call: Call,
  part: Speaking & Pick<Part, 'policy'>,
  kept?: Seen,
): Promise<HTMLElement[]> {
  const { site } = part.policy;
  const seen = kept ?? {
    read: () => lastSeen.get(site) ?? null,
    keep: (note: string) => void lastSeen.set(site, note),
  };
  const checked = await checkAll(jws, site, call, crypto.subtle, seen, Date.now());
  return checkLines(checked, jws, part).flatMap(([sign, text], i) => [
    ...(i ? [make('br', {})] : []),
    make('span', {}, make('span', { 'aria-hidden': 'true' }, sign), ` ${text}`),
  ]);
}

export const checkLines = ({ signature, log }: Checked, jws: string, part: Speaking): Line[] => [
  signed(signature, jws, part),
  placed(log, jws, part),
];

const momentOf = (ms: number, locale: string): string =>
  timeOf(new Date(ms).toISOString(), locale, { timeStyle: 'short' });

function signed(signature: Checked['signature'], jws: string, { locale, own }: Speaking): Line {
  if (signature === 'right') {
    const { receivedAt = '' } = factsOf(jws);
    return ['✓', own.checkRight.replace('{}', () => momentOf(Date.parse(receivedAt), locale))];
  }
  if (signature === 'wrong') return ['✗', own.checkWrong];
  return ['?', signature === 'unable' ? own.checkUnable : own.failed];
}

function placed(log: Checked['log'], jws: string, { locale, own }: Speaking): Line {
  if (log.is === 'in') {
    // The name and the numbers stay as they are in a text from the right (UAX 9, isolates).
    const place = `\u2066${log.origin} ${log.index + 1}/${log.size}\u2069`;
    return ['✓', own.logIn.replace('{}', () => place)];
  }
  if (log.is === 'wrong') return ['✗', own.logWrong];
  if (log.is === 'unknown') return ['?', own.logUnknown];
  if (log.late) return ['✗', own.logLate];
  const { receivedAt = '', mmd = 0 } = factsOf(jws);
  return ['⏳', own.logSoon.replace('{}', () => momentOf(Date.parse(receivedAt) + mmd * 1000, locale))];
}
