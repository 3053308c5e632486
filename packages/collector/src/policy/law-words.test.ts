import { expect, test } from 'vitest';
import { lawWords } from './law-words.ts';

test('where a state of the US starts without a yes, its own words and California’s are there, letter by letter', () => {
  const words = lawWords({ regimes: { default: 'opt-in', US: 'opt-out' } });
  expect(words.US?.['do-not-sell']).toBe('Do Not Sell or Share My Personal Information');
  expect(words.US?.['limit-use']).toBe('Limit the Use of My Sensitive Personal Information');
  expect(words.US?.['your-privacy-choices']).toBe('Your Privacy Choices');
  expect(words['US-TX']?.['sale-of-sensitive']).toBe('NOTICE: We may sell your sensitive personal data.');
});

test('California, which asks for what the US as a whole does, is not told twice', () => {
  expect(lawWords({ regimes: { default: 'opt-in', US: 'opt-out' } })).not.toHaveProperty('US-CA');
  expect(lawWords({ regimes: { default: 'opt-in', 'US-CA': 'opt-out' } })).toHaveProperty('US-CA');
});

test('where nothing starts without a yes, no such words are needed', () =>
  expect(lawWords({ regimes: { default: 'opt-in' } })).toEqual({}));
