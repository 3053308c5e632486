import {
  type BrowserPolicy,
  type ConsentState,
  carryOver,
  decide,
  type Memory,
  placeOf,
  type Signals,
  toTime,
  type Word,
} from '@sayso/protocol';
import { type Choices, openChoices } from './choices.ts';
import type { SaysoOptions } from './config.ts';
import type { Clock } from './environment.ts';
import { NO_POLICY } from './policy.ts';
import { readSignals } from './signals.ts';
import type { Storage } from './storage.ts';
import type { Words } from './words.ts';

/** What is remembered, and what follows from it by the policy, the region and the signals of this moment. */
export interface Standing extends Choices {
  policy: BrowserPolicy;
  /** Of what is remembered, or would be; with the signals of now, or others. */
  state(memory?: Memory, signals?: Signals): ConsentState;
  /** These words, and the standing ones on what they don't name. */
  carried(words: Words): { purposes: Record<string, Word>; since: Record<string, string> };
  /** Whether somebody so remembered has a subject: something is allowed, or would be but for a signal. */
  needsSubject(memory: Memory): boolean;
  /** With nothing left to tell the collector. */
  settled(memory: Memory): Memory;
}

export const NO_SIGNALS: Signals = { gpc: false, dnt: false, minor: false };

/** Whether the choice has this word on any purpose. */
export const says = ({ choice }: Memory, word: Word): boolean =>
  Object.values(choice?.purposes ?? {}).includes(word);

/** Whether the law's default allows any purpose. */
export const hasDefault = ({ reasons }: ConsentState): boolean => Object.values(reasons).includes('default');

export function openStanding(
  navigator: Navigator,
  { servedRegion, region }: SaysoOptions,
  clock: Clock,
  storage: Storage,
  changed: (before: Memory, ours: boolean) => void,
): Standing {
  const choices = openChoices(storage, () => standing.policy, clock, changed);
  const standing: Standing = {
    policy: NO_POLICY,
    get memory() {
      return choices.memory;
    },
    set: choices.set,
    reread: choices.reread,
    state({ choice, noticed, minor } = choices.memory, signals = readSignals(navigator, minor)) {
      const { policy } = standing;
      const place = placeOf(policy, servedRegion, region);
      const now = toTime(clock());
      return {
        choice,
        ...decide({ policy, region: place.region, choice, noticed, signals, now }),
        policyVersion: policy.version,
        signals,
      };
    },
    carried: (words) =>
      carryOver(standing.policy, choices.memory.choice, standing.state(undefined, NO_SIGNALS), words),
    needsSubject: (memory) => says(memory, true) || hasDefault(standing.state(memory)),
    settled: (memory) => ({
      ...memory,
      subject: standing.needsSubject(memory) ? memory.subject : null,
      pending: null,
    }),
  };
  return standing;
}
