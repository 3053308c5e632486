import { expect, test } from 'vitest';
import { byWord, isOurs, matches } from './names.ts';

test.each([
  ['_ga', '_ga', true],
  ['_ga', '_ga_X', false],
  ['_ga_*', '_ga_X', true],
  ['_ga_*', '_ga', false],
  ['a*b', 'axb', false],
  // A slip must not empty the cart.
  ['*', 'cart', false],
])('%s stands for %s: %s', (entry, name, expected) => expect(matches(entry, name)).toBe(expected));

test('the choice itself is never on a list', () => {
  expect(['sayso-demo', '__Host-sayso-demo', 'say', 'xsayso-demo'].map(isOurs)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('what is not plainly allowed is denied, whatever Object.prototype says', () => {
  const purposes = [{ id: 'a' }, { id: 'b' }, { id: 'constructor' }, { id: 'c' }];
  const allowed = { a: true, c: 'yes' } as unknown as Record<string, boolean>;
  const words = byWord({ purposes } as never, { allowed });
  expect(words.allowed).toEqual([{ id: 'a' }]);
  expect(words.denied.map(({ id }) => id)).toEqual(['b', 'constructor', 'c']);
});
