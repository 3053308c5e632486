import type { ConsentPort } from '@sayso/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import { openGate } from './gate.ts';

const warn = vi.spyOn(console, 'warn');
beforeEach(() => {
  warn.mockReset().mockImplementation(() => {});
});

const element = (purpose: string) => {
  const self = { purpose, getAttribute: () => self.purpose };
  return self as typeof self & Element;
};
const gateWith = (allowed: Record<string, boolean>) =>
  openGate({
    policy: { purposes: [{ id: 'necessary' }, { id: 'analytics' }, { id: 'marketing' }] },
    get: () => ({ allowed }),
  } as unknown as ConsentPort);

test('is open where every named purpose is allowed', () => {
  const gate = gateWith({ necessary: true, analytics: true, marketing: false });
  expect(gate.isOpen(element('analytics'))).toBe(true);
  expect(gate.isOpen(element(' analytics,necessary '))).toBe(true);
  expect(gate.isOpen(element('analytics marketing'))).toBe(false);
});

test('stays shut for a purpose that the policy does not have, says so once, and for none', () => {
  const gate = gateWith({ analytics: true, typo: true });
  for (const purpose of ['typo', 'typo', 'toString', '__proto__', '']) {
    expect(gate.isOpen(element(purpose))).toBe(false);
  }
  expect(warn).toHaveBeenCalledTimes(4);
});

test('what an element has named once it needs for good', () => {
  const gate = gateWith({ necessary: true, marketing: false });
  const waiting = element('marketing');
  expect(gate.isOpen(waiting)).toBe(false);
  waiting.purpose = 'necessary';
  expect(gate.isOpen(waiting)).toBe(false);
  expect(gate.purposesOf(waiting)).toEqual(['marketing', 'necessary']);
});
