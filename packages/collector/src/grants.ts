import {
  type Choice,
  decide,
  type Method,
  objects,
  type Place,
  type PolicyDocument,
  type ProblemCode,
  type Purpose,
  type ReceiptRequest,
  type Regime,
  type Signals,
  saidAt,
  toMs,
  toTime,
  type Word,
  wordOn,
} from '@sayso/protocol';
import type { Recorded } from './receipt-payload.ts';
import { rulesOf } from './rules-of.ts';
import type { Grant } from './store/counts.ts';
import type { PublishedPolicy } from './store/port.ts';
import type { SubjectState } from './subject.ts';

/** Why a choice is not recorded. */
export interface Refused {
  code: ProblemCode;
  path: string;
  message: string;
}

/** A refusal, with the place in the body that it is about. */
export const refuse = (code: ProblemCode, path: string, message: string): Refused => ({
  code,
  path,
  message,
});

/** Methods of a person, or of page code where the policy lets it, that may grant. */
const GRANTING: readonly Method[] = ['accept-all', 'save', 'api'];

/** Who has allowed something by a choice that took effect; null where nobody has: a yes that is carried over is an old one. */
export function grantOf({
  method,
  words,
  effective,
}: Pick<Recorded, 'method' | 'words' | 'effective'>): Grant | null {
  const grants = effective && GRANTING.includes(method) && Object.values(words).includes(true);
  return grants ? (method === 'api' ? 'code' : 'visitor') : null;
}

/** What a yes is ruled by. */
export interface Yes {
  method: Method;
  document: PolicyDocument;
  regime: Regime;
  old: boolean;
  signals: Signals;
  confirmed: readonly string[];
  standing: Choice | null;
  /** The yeses that stand and count today. */
  stands: Record<string, boolean>;
}

/** What a yes comes to: contract section 2, What may grant. */
export function ruleOnYes(
  { id, gpc }: Purpose,
  { method, document, regime, old, signals, confirmed, standing, stands }: Yes,
): Word | Refused {
  // Elsewhere a yes can only be carried over.
  if (!GRANTING.includes(method)) return stands[id] ? true : null;
  if (method === 'api' && !document.api.allowed && !stands[id]) {
    return refuse('api-not-allowed', 'method', 'this policy does not let page code grant');
  }
  if (old || !gpc) return true;
  const objecting = objects(document.signals, signals);
  if (objecting && method === 'accept-all') {
    return stands[id] === true && (standing?.confirmed?.includes(id) ?? false);
  }
  const against = objecting || wordOn(standing, id) === false;
  return against && regime !== 'opt-in' && !confirmed.includes(id)
    ? refuse('confirm', `purposes.${id}`, 'granting this needs a separate, second confirmation')
    : true;
}

/** The yeses that count today, whatever signals there are: only they can be carried over. */
export function standingYeses(
  current: PublishedPolicy,
  state: SubjectState | null,
  place: Place,
  now: number,
): Record<string, boolean> {
  if (!state?.choice) return {};
  const { reasons } = decide({
    policy: rulesOf(current),
    region: place.region,
    choice: state.choice,
    signals: { gpc: false, dnt: false, minor: false },
    now: toTime(now),
  });
  return Object.fromEntries(Object.entries(reasons).map(([id, reason]) => [id, reason === 'granted']));
}

/**
 * Words that were carried over keep their time, at the latest the choice's own; a yes that could only be
 * carried over has the time that we know, so that nothing but a grant makes it younger.
 */
export function timesOf(
  { since = {}, at }: ReceiptRequest,
  words: Record<string, Word>,
  { method, document, standing }: Yes,
): Record<string, string> {
  const mayGrant = GRANTING.includes(method) && (method !== 'api' || document.api.allowed);
  const times: Record<string, string> = {};
  for (const [id, word] of Object.entries(words)) {
    if (word === true && !mayGrant && standing) times[id] = saidAt(standing, id);
    else if (Object.hasOwn(since, id)) times[id] = toTime(Math.min(toMs(since[id]), toMs(at)));
  }
  return times;
}
