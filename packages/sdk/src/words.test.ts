import type { ConsentState } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { POLICY } from '../test/fake-page.ts';
import { wordsOf } from './words.ts';

const state = (over: Partial<ConsentState> = {}): ConsentState => ({
  choice: null,
  allowed: {},
  reasons: {},
  ask: 'banner',
  askFor: ['analytics', 'marketing'],
  policyVersion: 3,
  regime: 'opt-in',
  signals: { gpc: false, dnt: false, minor: false },
  ...over,
});
const choice = {
  purposes: { analytics: true, marketing: false },
  policyVersion: 1,
  at: '2026-01-01T00:00:00Z',
};

test('accepting or rejecting all is a word on each optional purpose', () => {
  expect(wordsOf(POLICY, state(), 'accept-all', true)).toEqual({ analytics: true, marketing: true });
  expect(wordsOf(POLICY, state(), 'reject-all', true)).toEqual({ analytics: false, marketing: false });
});

test('a re-ask covers only what was asked; a withdrawal covers all', () => {
  const again = state({ choice, askFor: ['analytics'] });
  expect(wordsOf(POLICY, again, 'accept-all', true)).toEqual({ analytics: true });
  expect(wordsOf(POLICY, again, 'reject-all', true)).toEqual({ analytics: false });
  expect(wordsOf(POLICY, again, 'withdraw', true)).toEqual({ analytics: false, marketing: false });
});

test('accepting all does not overrule Global Privacy Control', () => {
  const objecting = state({ signals: { gpc: true, dnt: false, minor: false } });
  expect(wordsOf(POLICY, objecting, 'accept-all', true)).toEqual({ analytics: true, marketing: false });
});

test('a save says what it names and nothing else, whatever the page has put into Object.prototype', () => {
  const polluted = Object.create({ marketing: true });
  polluted.analytics = true;
  polluted.necessary = false;
  polluted.unknown = true;
  expect(wordsOf(POLICY, state(), 'save', true, polluted)).toEqual({ analytics: true });
});

test('who may not grant can refuse all the same', () => {
  expect(wordsOf(POLICY, state(), 'accept-all', false)).toEqual({});
  expect(wordsOf(POLICY, state(), 'save', false, { analytics: true, marketing: false })).toEqual({
    marketing: false,
  });
});
