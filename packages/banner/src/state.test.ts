import type { ConsentState } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { advance, START, screenOf, toConfirm } from './state.ts';

const policy = {
  purposes: [{ id: 'necessary', always: true }, { id: 'analytics' }, { id: 'marketing', gpc: true }],
};
const asked = (over: Partial<ConsentState> = {}) => ({
  ask: 'banner' as const,
  askFor: ['analytics', 'marketing'],
  allowed: { necessary: true, analytics: false, marketing: false },
  ...over,
});

describe('what is on the screen', () => {
  test('nothing, where nothing is to be asked', () => {
    expect(screenOf(policy, asked({ ask: 'none', askFor: [] }), START).screen).toBe('none');
  });

  test('a banner names the purposes it asks for, and no other', () => {
    expect(screenOf(policy, asked({ askFor: ['marketing'] }), START)).toEqual({
      screen: 'banner',
      ids: ['marketing'],
    });
  });

  test('a notice names what is used, without what is always on', () => {
    const allowed = { necessary: true, analytics: true, marketing: false };
    expect(screenOf(policy, asked({ ask: 'notice', askFor: [], allowed }), START)).toEqual({
      screen: 'notice',
      ids: ['analytics'],
    });
  });

  test('once hidden with Esc it stays hidden, also after the preferences were looked at and closed', () => {
    const hidden = advance(START, 'hide');
    expect(screenOf(policy, asked(), hidden).screen).toBe('none');
    const opened = advance(hidden, 'open');
    expect(screenOf(policy, asked(), opened).screen).toBe('preferences');
    expect(screenOf(policy, asked(), advance(opened, 'close')).screen).toBe('none');
  });

  test('closing the preferences without a choice brings the question back', () => {
    expect(screenOf(policy, asked(), advance(advance(START, 'open'), 'close')).screen).toBe('banner');
  });

  test('who can’t get the preferences can still withdraw what is allowed', () => {
    const allowed = { necessary: true, analytics: true, marketing: false };
    const failed = advance(advance(START, 'open'), 'fail');
    expect(screenOf(policy, asked({ ask: 'none', askFor: [], allowed }), failed)).toEqual({
      screen: 'notice',
      ids: ['analytics'],
    });
    expect(screenOf(policy, asked({ ask: 'none', askFor: [] }), failed).screen).toBe('none');
    expect(screenOf(policy, asked(), advance(advance(START, 'hide'), 'fail')).screen).toBe('banner');
  });

  test('a choice ends it, and a question that comes after is shown', () => {
    expect(advance(advance(START, 'hide'), 'choose')).toEqual(START);
  });
});

describe('a second, separate step', () => {
  const state = (over: Partial<ConsentState>): Pick<ConsentState, 'choice' | 'reasons' | 'regime'> => ({
    regime: 'opt-out',
    choice: {
      purposes: { analytics: false, marketing: false },
      policyVersion: 1,
      at: '2026-11-01T00:00:00Z',
    },
    reasons: { analytics: 'denied', marketing: 'denied' },
    ...over,
  });
  const granted = ['analytics', 'marketing'];

  test('is needed against a standing no to a purpose of sale, outside opt-in', () => {
    expect(toConfirm(policy, state({}), granted)).toEqual(['marketing']);
    expect(toConfirm(policy, state({ regime: 'notice' }), granted)).toEqual(['marketing']);
  });

  test('is not needed in an opt-in regime, where one click says yes as one click says no', () => {
    expect(toConfirm(policy, state({ regime: 'opt-in' }), granted)).toEqual([]);
  });

  test('is needed against a signal in every regime', () => {
    const reasons = { analytics: 'default', marketing: 'gpc' } as const;
    for (const regime of ['opt-in', 'opt-out', 'notice'] as const) {
      expect(toConfirm(policy, state({ choice: null, regime, reasons }), granted)).toEqual(['marketing']);
    }
  });

  test('is not needed for what is not being granted, nor where nothing was ever said', () => {
    expect(toConfirm(policy, state({}), ['analytics'])).toEqual([]);
    const reasons = { analytics: 'default', marketing: 'default' } as const;
    expect(toConfirm(policy, state({ choice: null, reasons }), granted)).toEqual([]);
  });
});
