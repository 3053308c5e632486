import { decide } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { POLICY } from '../test/fake-page.ts';
import { objection } from './gate.ts';

const now = '2026-11-20T12:00:00Z';
const signals = { gpc: false, dnt: false, minor: false };
const gate = (analytics: boolean | null, subject: string | null, name: string, region = 'DE') =>
  objection(
    POLICY,
    decide({
      policy: POLICY,
      region,
      choice: analytics === null ? null : { purposes: { analytics }, policyVersion: 3, at: now },
      signals,
      now,
    }),
    subject,
    name,
  );

test('an event passes only if its purpose is allowed and a subject is there for a receipt to cover it', () => {
  expect(gate(true, 'subject', 'page_view')).toBeNull();
  expect(gate(true, null, 'page_view')).toBe('no-receipt');
  expect(gate(null, null, 'page_view', 'US')).toBe('no-receipt');
  expect(gate(null, 'subject', 'page_view')).toBe('no-choice');
  expect(gate(false, 'subject', 'page_view')).toBe('denied');
});

test('an event of no purpose never passes, nor does one whose name is none', () => {
  expect(gate(true, 'subject', 'unheard_of')).toBe('unknown-event');
  expect(gate(true, 'subject', 'Page View')).toBe('invalid');
  expect(gate(true, 'subject', Symbol('x') as never)).toBe('invalid');
});
