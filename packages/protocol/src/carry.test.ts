import { expect, test } from 'vitest';
import { carryOver } from './carry.ts';
import type { Choice } from './choice.ts';
import { decide } from './decide.ts';
import type { PolicyRules } from './policy.ts';

const policy: PolicyRules = {
  version: 2,
  materialSince: 1,
  purposes: [
    { id: 'necessary', always: true },
    { id: 'analytics' },
    { id: 'marketing', gpc: true },
    { id: 'health', sensitive: true },
  ],
  regimes: { default: 'opt-in', US: 'opt-out' },
  ask: { grantedDays: 180, refusedDays: 180 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
};
const AT = '2026-11-20T12:00:00.000Z';
const choice = (over: Partial<Choice> = {}): Choice => ({
  purposes: { analytics: true, marketing: false, health: false },
  policyVersion: 2,
  at: AT,
  ...over,
});
const carry = (standing: Choice | null, words = {}, region = 'DE', now = '2026-11-21T12:00:00.000Z') => {
  const signals = { gpc: false, dnt: false, minor: false };
  return carryOver(policy, standing, decide({ policy, region, choice: standing, signals, now }), words);
};

test('what is not named keeps its word, with its own time', () => {
  expect(carry(choice({ since: { marketing: '2026-01-01T00:00:00.000Z' } }), { analytics: false })).toEqual({
    purposes: { analytics: false, marketing: false, health: false },
    since: { marketing: '2026-01-01T00:00:00.000Z', health: AT },
  });
});

test('a yes that no longer counts is not carried over: it would be made younger, newer or stronger', () => {
  const expired = carry(choice(), {}, 'DE', '2027-11-21T12:00:00.000Z');
  expect(expired.purposes.analytics).toBe(false);
  const weaker = carry(choice({ regime: 'opt-out' }));
  expect(weaker.purposes.analytics).toBe(false);
  policy.materialSince = 2;
  expect(carry(choice({ policyVersion: 1 })).purposes.analytics).toBe(false);
  policy.materialSince = 1;
});

test('a no is always carried over', () => {
  expect(carry(choice(), { analytics: true }, 'US', '2036-11-21T12:00:00.000Z').purposes).toEqual({
    analytics: true,
    marketing: false,
    health: false,
  });
});

test('what was never said is off where a yes is asked first, and left open elsewhere', () => {
  expect(carry(null).purposes).toEqual({ analytics: false, marketing: false, health: false });
  expect(carry(null, {}, 'US')).toEqual({
    purposes: { analytics: null, marketing: null, health: false },
    since: {},
  });
});
