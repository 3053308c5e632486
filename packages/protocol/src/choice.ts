import type { Regime } from './regime.ts';

/** A visitor's word on a purpose: yes, no, or nothing said. */
export type Word = boolean | null;

/** What a visitor decided, purpose by purpose, for one policy version. */
export interface Choice {
  purposes: Record<string, Word>;
  policyVersion: number;
  /** RFC 3339. */
  at: string;
  /** The time of words that were carried over from an earlier choice. */
  since?: Record<string, string>;
  /** Where it was made; absent means `opt-in`. */
  regime?: Regime;
  /** Purposes that were granted in a separate, second step. */
  confirmed?: string[];
}

/** How a choice came about (contract section 2). */
export const METHODS = [
  'accept-all',
  'reject-all',
  'save',
  'withdraw',
  'opt-out',
  'default',
  'signal',
  'minor',
  'api',
] as const;
export type Method = (typeof METHODS)[number];

/** The word on a purpose; undefined if the choice does not name it. */
export const wordOn = (choice: Pick<Choice, 'purposes'> | null, purpose: string): Word | undefined =>
  choice && Object.hasOwn(choice.purposes, purpose) ? choice.purposes[purpose] : undefined;

/** When the word on a purpose was given. */
export const saidAt = (choice: Choice, purpose: string): string =>
  (choice.since && Object.hasOwn(choice.since, purpose) && choice.since[purpose]) || choice.at;
