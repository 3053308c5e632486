import {
  objects,
  optional,
  type Place,
  type PolicyDocument,
  type ReceiptRequest,
  type Regime,
  regimeOf,
  type Signals,
  toMs,
  toTime,
  type Word,
  wordOn,
} from '@sayso/protocol';
import { type Refused, refuse, ruleOnYes, standingYeses, timesOf, type Yes } from './grants.ts';
import { acceptable, currentPolicy } from './policy/current.ts';
import type { PublishedPolicy } from './store/port.ts';
import type { SubjectState } from './subject.ts';

/** A choice that asks to be recorded. */
export interface Claim {
  body: ReceiptRequest;
  place: Place;
  /** What either side saw of the browser's signals. */
  signals: Signals;
  /** Milliseconds since 1970. */
  now: number;
}

/** What of a choice is recorded. */
export interface Ruling {
  /** The version it is recorded against. */
  against: PublishedPolicy;
  regime: Regime;
  words: Record<string, Word>;
  /** The times of words that were carried over from an earlier choice. */
  since: Record<string, string>;
  confirmed: string[];
  /** RFC 3339, as the browser gave it. */
  at: string;
  effective: boolean;
  /** Only its noes count: it is older than the newest receipt in effect, or a default beside a choice. */
  late: boolean;
  /** It says nothing: a default, which is no choice. */
  isDefault: boolean;
}

/** Whether a request only refuses. A refusal is always taken, from anywhere and whatever version it names. */
export const isRefusal = ({ purposes, method }: Pick<ReceiptRequest, 'purposes' | 'method'>): boolean => {
  const words = Object.values(purposes);
  return method === 'minor' || (method !== 'default' && words.includes(false) && !words.includes(true));
};

/** Whether a request asks for a yes, be it one that is carried over. */
export const asksToGrant = ({ purposes }: Pick<ReceiptRequest, 'purposes'>): boolean =>
  Object.values(purposes).includes(true);

/** Rules on a choice by contract section 2: which version, what may grant, receipts in order. Pure. */
export function ruleOn(
  claim: Claim,
  history: readonly PublishedPolicy[],
  state: SubjectState | null,
): Ruling | Refused {
  const { body, place, signals, now } = claim;
  const { method, at } = body;
  const current = currentPolicy(history, now);
  if (!current) return refuse('no-policy', 'policyVersion', 'the site has no policy in effect');
  const refusal = isRefusal(body);
  if (!refusal && !acceptable(history, body.policyVersion, now)) {
    return refuse('policy-outdated', 'policyVersion', 'this version is no longer current; load it again');
  }
  const against = history.find((policy) => policy.version === body.policyVersion) ?? current;
  const { document } = against;
  const regime = regimeOf(document.regimes, place.region);
  const wrong = misshapen(body, against.version, document, regime, refusal);
  if (wrong) return wrong;
  if (method === 'default' && regime === 'opt-in') {
    return refuse('invalid', 'method', 'nothing is allowed by default where the regime is opt-in');
  }
  if (!body.subject && (method === 'default' || (!refusal && asksToGrant(body)))) {
    return refuse('invalid', 'subject', 'expected a subject, since something is to be allowed');
  }

  const standing = state?.choice ?? null;
  const stands = standingYeses(current, state, place, now);
  const old = state !== null && Math.min(toMs(at), now) < toMs(state.newestAt);
  const minor = signals.minor || (state?.minor ?? false) || method === 'minor';
  const confirmed = [...(body.confirmed ?? []), ...(standing?.confirmed ?? []).filter((id) => stands[id])];
  const yes: Yes = { method, document, regime, old, signals, confirmed, standing, stands };

  const words: Record<string, Word> = {};
  for (const purpose of optional(document.purposes)) {
    const { id } = purpose;
    const said = wordOn(body, id);
    if (minor) words[id] = false;
    // What has no default is said to be off: that is no word of the visitor's.
    else if (method === 'default') words[id] = said === false && !purpose.sensitive ? false : null;
    else if (said === true) {
      const ruled = ruleOnYes(purpose, yes);
      if (typeof ruled === 'object' && ruled) return ruled;
      words[id] = ruled;
    } else if (said !== undefined) words[id] = said;
  }
  // Words for purposes of a version that is not known here: their noes are kept.
  for (const [id, word] of Object.entries(body.purposes)) {
    if (word === false && !Object.hasOwn(words, id)) words[id] = false;
  }

  const noes = Object.keys(words).filter((id) => words[id] === false);
  const isDefault = method === 'default' && noes.length === 0;
  const late = old || (method === 'default' && standing !== null);
  // Beside a no, each yes of a late receipt is read as null.
  if (late && noes.length) for (const id of Object.keys(words)) words[id] &&= null;
  const news = method === 'default' ? noes.filter((id) => wordOn(standing, id) !== false) : noes;
  return {
    against,
    regime,
    words,
    since: timesOf(body, words, yes),
    confirmed: confirmed.filter((id, i) => words[id] === true && confirmed.indexOf(id) === i),
    at: at.endsWith('Z') ? at : toTime(toMs(at)),
    effective: isDefault ? standing === null : !late || news.length > 0,
    late: late && !(isDefault && standing === null),
    isDefault,
  };
}

/**
 * The words that a signal adds to what stands: no for each purpose marked `gpc`, once. Null where nothing is
 * to be recorded: no such signal, an opt-in region, or noes that stand already. A yes that was confirmed
 * apart was given knowing of the signal, so it is left.
 */
export function signalled(
  state: SubjectState,
  document: PolicyDocument,
  region: string | null,
  signals: Signals,
): Record<string, Word> | null {
  if (!objects(document.signals, signals) || regimeOf(document.regimes, region) === 'opt-in') return null;
  const words: Record<string, Word> = {};
  let news = false;
  for (const { id, gpc } of optional(document.purposes)) {
    const word = wordOn(state.choice, id) ?? null;
    const objected = gpc && word !== false && !(word && state.choice?.confirmed?.includes(id));
    words[id] = objected ? false : word;
    news ||= !!objected;
  }
  return news ? words : null;
}

/** Every optional purpose of the version must have a word, and null only where its regime is not opt-in. */
function misshapen(
  { purposes, policyVersion }: ReceiptRequest,
  version: number,
  document: PolicyDocument,
  regime: Regime,
  refusal: boolean,
): Refused | null {
  const asked = optional(document.purposes);
  if (!refusal || policyVersion === version) {
    for (const { id, sensitive } of asked) {
      if (!Object.hasOwn(purposes, id))
        return refuse('invalid', `purposes.${id}`, 'expected true, false or null');
      // A refusal is taken even if the page took the region for a looser one.
      if (purposes[id] === null && !refusal && (sensitive || regime === 'opt-in')) {
        return refuse('invalid', `purposes.${id}`, 'expected true or false, since the regime is opt-in');
      }
    }
    for (const id of Object.keys(purposes)) {
      if (!asked.some((purpose) => purpose.id === id)) {
        return refuse('invalid', 'purposes', `expected only the optional purposes of version ${version}`);
      }
    }
  }
  return null;
}
