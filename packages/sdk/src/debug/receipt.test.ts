import { expect, test } from 'vitest';
import { claimsOf } from './receipt.ts';

const jws = (payload: unknown): string =>
  ['{}', JSON.stringify(payload), 'signature']
    .map((text) => Buffer.from(text).toString('base64url'))
    .join('.');

test('a receipt is shown by its purposes and circumstances, in any script', () => {
  const claims = claimsOf(
    jws({
      id: 'i',
      method: 'accept-all',
      purposes: { analytics: 'granted', wörbung: 'denied' },
      region: 'DE',
    }),
  );
  expect(claims).toEqual([
    ['analytics', 'granted'],
    ['wörbung', 'denied'],
    ['id', 'i'],
    ['method', 'accept-all'],
    ['region', 'DE'],
  ]);
});

test('nothing is shown by which the visitor could be found: no hash, no salt, no receipt before it', () => {
  const shown = JSON.stringify(
    claimsOf(jws({ id: 'i', sub: 'SECRET', salt: 'SECRET', prev: 'SECRET', access: { me: 'SECRET' } })),
  );
  expect(shown).toContain('"i"');
  expect(shown).not.toContain('SECRET');
});

test.each(['', 'a.b.c', '..', jws(null), jws('text')])('%j is no receipt, or an empty one', (text) => {
  expect(claimsOf(text) ?? []).toEqual([]);
});
