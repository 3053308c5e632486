import { expect, test } from 'vitest';
import { canonicalJson, hashOf } from './canonical.ts';

test.each([
  ['NaN', Number.NaN],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['a member without a value', { a: undefined }],
  ['a hole in a list', new Array(2)],
  ['half a character', { a: '\ud83d' }],
  ['half a character in a name', { '\ude00': 1 }],
  ['a date', { at: new Date(0) }],
  ['a map', new Map([['a', 1]])],
  ['a function', () => 1],
  ['a big integer', 1n],
])('%s has no canonical text: a hash must not stand for something else', (_name, value) =>
  expect(() => canonicalJson(value)).toThrow(/is not JSON/),
);

test('the order in which a document was written does not change its hash', () =>
  expect(hashOf({ b: [1, { d: 1, c: 2 }], a: 'é' })).toBe(hashOf({ a: 'é', b: [1, { c: 2, d: 1 }] })));

test('a value that is nested without end is refused, not followed', () =>
  expect(() => canonicalJson(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toThrow(/64 levels/));
