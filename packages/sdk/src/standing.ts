import {
  type BrowserPolicy,
  type ConsentState,
  carryOver,
  decide,
  type Memory,
  regionOf,
  type Signals,
  toTime,
  type Word,
} from '@sayso/protocol';
import { type Choices, openChoices, says } from './choices.ts';
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

/** Whether the law's default allows any purpose. */
export const hasDefault = ({ reasons }: ConsentState): boolean => Object.values(reasons).includes('default');

export function openStanding(
  navigator: Navigator,
  options: SaysoOptions,
  clock: Clock,
  storage: Storage,
  changed: (before: Memory, ours: boolean) => void,
): Standing {
  let policy = NO_POLICY;
  const choices = openChoices(storage, () => policy, clock, changed);

  const state: Standing['state'] = (
    { choice, noticed, minor } = choices.memory,
    signals = readSignals(navigator, minor),
  ) => {
    const region = regionOf(policy, options.servedRegion, options.region);
    const now = toTime(clock());
    const decision = decide({ policy, region, choice, noticed, signals, now });
    for (const deny of options.narrow ?? []) deny(decision.allowed);
    return { choice, ...decision, policyVersion: policy.version, region, signals };
  };
  const needsSubject = (memory: Memory): boolean => says(memory, true) || hasDefault(state(memory));

  return {
    get policy() {
      return policy;
    },
    set policy(newer) {
      policy = newer;
    },
    get memory() {
      return choices.memory;
    },
    set: choices.set,
    reread: choices.reread,
    state,
    needsSubject,
    carried: (words) => carryOver(policy, choices.memory.choice, state(undefined, NO_SIGNALS), words),
    settled: (memory) => ({
      ...memory,
      subject: needsSubject(memory) ? memory.subject : null,
      pending: null,
    }),
  };
}
