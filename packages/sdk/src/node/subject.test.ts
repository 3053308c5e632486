import { formatCookie, type Memory } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { subjectOf } from './subject.ts';

const SUBJECT = 'AAAAAAAAAAAAAAAAAAAAAA';
const cookie = (subject: string | null): string => {
  const at = '2026-11-21T12:00:00.000Z';
  const choice = { purposes: { analytics: !!subject }, policyVersion: 1, at };
  const memory: Memory = { choice, at, noticed: 1, subject, pending: null, minor: false };
  return formatCookie(memory);
};

test('the subject is found among other cookies, on http and https', () => {
  expect(subjectOf(`a=b; sayso-demo=${cookie(SUBJECT)}; c=d`, 'demo')).toBe(SUBJECT);
  expect(subjectOf(`__Host-sayso-demo=${cookie(SUBJECT)}`, 'demo')).toBe(SUBJECT);
});

test('who said no has none, and so has a request without cookies or with two of them', () => {
  expect(subjectOf(`sayso-demo=${cookie(null)}`, 'demo')).toBeNull();
  expect(subjectOf(undefined, 'demo')).toBeNull();
  expect(subjectOf('sayso-demo=x', 'demo')).toBeNull();
  expect(subjectOf(`sayso-other=${cookie(SUBJECT)}`, 'demo')).toBeNull();
  expect(subjectOf(`sayso-demo=${cookie(SUBJECT)}; __Host-sayso-demo=${cookie(SUBJECT)}`, 'demo')).toBeNull();
});
