import type { Regime } from '../regime.ts';
import type { WordId } from './words.ts';

/** A preference of the browser that a law tells stores to heed. */
export type LawSignal = 'gpc';

/** Where to read on. */
export interface LawSource {
  /** The statute, or the authority's document. */
  title: string;
  section: string;
  url?: string;
}

/**
 * How many days must pass before somebody may be asked again: after a refusal where nothing starts without a
 * yes, or after an opt-out of what had started by itself.
 */
export interface LawWait {
  days: number;
  after: 'refusal' | 'opt-out';
}

/** What is enacted and will change an entry: only the fields that change. */
export interface ComingLaw {
  /** The day it takes effect, `2027-01-01`. */
  from: string;
  regime?: Regime;
  signals?: readonly LawSignal[];
  sources: readonly LawSource[];
}

/** What the law of one region asks of a store's consent policy. Data with sources, no legal advice. */
export interface Law {
  /** ISO 3166-1 or 3166-2, or `default` for every region that has no entry. */
  region: string;
  name: string;
  /** The strictest way in which the law lets optional purposes start. Sensitive data is opt-in anyway. */
  regime: Regime;
  signals: readonly LawSignal[];
  wait?: LawWait;
  /** Words that the law itself gives, by their id in `WORDS`. */
  words: readonly WordId[];
  sources: readonly LawSource[];
  /** The day for which the entry was made, `2026-11-21`. */
  asOf: string;
  /**
   * Whether regime, signals and wait were compared with a second source for that day. False: look it up
   * before you rely on it. Section numbers and addresses show where, and were not all opened.
   */
  checked: boolean;
  note?: string;
  coming?: ComingLaw;
}
