import {
  type Method,
  objects,
  optional,
  type Place,
  type PolicyDocument,
  type ProblemCode,
  type ReceiptRequest,
  type Regime,
  regimeOf,
  type Signals,
  toMs,
  toTime,
  type Word,
  wordOn,
} from '@sayso/protocol';
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

/** Why a choice is not recorded. */
export interface Refused {
  code: ProblemCode;
  path: string;
  message: string;
}

/** What of a choice is recorded. */
export interface Ruling {
  /** The version it is recorded against. */
  against: PublishedPolicy;
  regime: Regime;
  words: Record<string, Word>;
  confirmed: string[];
  /** RFC 3339, as the browser gave it. */
  at: string;
  effective: boolean;
  late: boolean;
}

/** Whether a request only refuses. A refusal is always taken, from anywhere and whatever version it names. */
export const isRefusal = ({ purposes, method }: Pick<ReceiptRequest, 'purposes' | 'method'>): boolean => {
  const words = Object.values(purposes);
  return method !== 'default' && words.includes(false) && !words.includes(true);
};

/** Rules on a choice by contract section 2: which version, what may grant, receipts in order. Pure. */
export function ruleOn(
  { body, place, signals, now }: Claim,
  history: readonly PublishedPolicy[],
  state: SubjectState | null,
): Ruling | Refused {
  const current = currentPolicy(history, now);
  if (!current) return refuse('no-policy', 'policyVersion', 'the site has no policy in effect');
  const refusal = isRefusal(body);
  if (!refusal && !acceptable(history, body.policyVersion, now)) {
    return refuse(
      'policy-outdated',
      'policyVersion',
      'this policy version is no longer current; load it again',
    );
  }
  const against = history.find((policy) => policy.version === body.policyVersion) ?? current;
  const { document } = against;
  const regime = regimeOf(document.regimes, place.region);
  const wrong = misshapen(body, against.version, document, regime, refusal);
  if (wrong) return wrong;

  const { method } = body;
  const minor = signals.minor || (state?.minor ?? false) || method === 'minor';
  if (method === 'default' && regime === 'opt-in') {
    return refuse('invalid', 'method', 'nothing is allowed by default where the regime is opt-in');
  }
  const grants = Object.values(body.purposes).includes(true);
  if (method === 'api' && grants && !document.api.allowed) {
    return refuse('api-not-allowed', 'method', 'this policy does not let page code grant');
  }
  if (!body.subject && (method === 'default' || grants)) {
    return refuse('invalid', 'subject', 'expected a subject, since something is to be allowed');
  }

  const standing = state?.choice ?? null;
  const confirmed = [...(body.confirmed ?? []), ...(standing?.confirmed ?? [])];
  const words: Record<string, Word> = {};
  for (const purpose of optional(document.purposes)) {
    const word = wordOn(body, purpose.id) ?? null;
    words[purpose.id] = minor ? false : settle(word, method, wordOn(standing, purpose.id));
    if (words[purpose.id] !== true || !purpose.gpc || !GRANTING.includes(method)) continue;
    const objecting = objects(document.signals, signals);
    if (objecting && method === 'accept-all') words[purpose.id] = false;
    else if (regime !== 'opt-in' && !confirmed.includes(purpose.id)) {
      if (objecting || wordOn(standing, purpose.id) === false) {
        return refuse(
          'confirm',
          `purposes.${purpose.id}`,
          'granting this needs a separate, second confirmation',
        );
      }
    }
  }
  // Words for purposes of a version that is not known here: their noes are kept.
  for (const [id, word] of Object.entries(body.purposes)) if (word === false) words[id] = false;

  const at = toTime(toMs(body.at));
  const counted = Math.min(toMs(at), now);
  const late = state !== null && !refusal && counted < toMs(state.newestAt);
  const lateNo = state !== null && refusal && counted < toMs(state.newestAt);
  const said = Object.values(words);
  const effective = method === 'default' ? standing === null : !late || said.includes(false);
  return {
    against,
    regime,
    words,
    confirmed: confirmed.filter((id, i) => words[id] === true && confirmed.indexOf(id) === i),
    at,
    effective,
    late: method !== 'default' && (late || lateNo),
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

const GRANTING: readonly Method[] = ['accept-all', 'save', 'api'];

const refuse = (code: ProblemCode, path: string, message: string): Refused => ({ code, path, message });

/** Only accept-all, save and api grant; elsewhere a yes is carried over from what stands, or is nothing. */
function settle(word: Word, method: Method, standing: Word | undefined): Word {
  return word !== true || GRANTING.includes(method) || standing === true ? word : null;
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
