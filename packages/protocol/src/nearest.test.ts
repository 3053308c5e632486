import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['purposes', 'regimes', 'region', 'capture', 'api'];

test.each([
  ['purpose', 'purposes'],
  ['Regimes', 'regimes'],
  ['captrue', 'capture'],
])('%s was meant as %s', (word, meant) => expect(nearest(word, known)).toBe(meant));

test.each(['colour', 'x', '', '__proto__', 'p'.repeat(100_000)])(
  'nothing is guessed for what is far from all',
  (word) => expect(nearest(word, known)).toBeNull(),
);
