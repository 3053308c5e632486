import { expect, test } from 'vitest';
import { newAccessKey, ROLES } from './access-key.ts';
import { endOf, keyOf, mayAs } from './opens.ts';

const AT = '2026-11-20T10:00:00.000Z';
const now = Date.parse(AT);
const make = (expiresAt: string | null = null) =>
  newAccessKey({ role: 'analyst', site: null, expiresAt }, AT);

test('a key is found by its text among others, and by nothing else', () => {
  const [mine, other] = [make(), make()];
  const keys = [other.key, mine.key];
  expect(keyOf(mine.text, keys)).toBe(mine.key);
  for (const text of [make().text, '', mine.key.hash, mine.key.id]) expect(keyOf(text, keys)).toBeNull();
});

test('a key ends when it was told to, and when it is revoked', () => {
  expect(endOf(make().key, now + 1e12)).toBeNull();
  const { key } = make('2026-11-21T00:00:00Z');
  expect(endOf(key, Date.parse('2026-11-20T23:59:59Z'))).toBeNull();
  expect(endOf(key, Date.parse('2026-11-21T00:00:00Z'))).toBe('expired');
  expect(endOf({ ...make().key, revokedAt: AT }, now)).toBe('revoked');
});

test('an owner may all, an operator what an analyst may, and nobody else more than their own', () => {
  const may = (asked: 'operator' | 'analyst' | 'auditor') => ROLES.filter((role) => mayAs(role, [asked]));
  expect(may('operator')).toEqual(['owner', 'operator']);
  expect(may('analyst')).toEqual(['owner', 'operator', 'analyst']);
  expect(may('auditor')).toEqual(['owner', 'auditor']);
  expect(ROLES.filter((role) => mayAs(role, []))).toEqual(['owner']);
});
