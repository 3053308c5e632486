import { expect, test } from 'vitest';
import { currencyDigits, fromMinor, roundMoney, toMinor } from './money.ts';

test.each([
  ['USD', 2],
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['CLF', 4],
])('%s has %i decimals', (currency, digits) => {
  expect(currencyDigits(currency)).toBe(digits);
});

test.each(['usd', 'US', 'DOLLAR', '', 7, null, undefined, {}])('%j is no currency', (currency) => {
  expect(currencyDigits(currency)).toBeNull();
});

test('an amount is kept as a whole number of its smallest coin, exactly', () => {
  for (const [amount, digits, minor] of [
    [49.9, 2, 4_990],
    [0.29, 2, 29],
    [1.005, 3, 1_005],
    [1_200, 0, 1_200],
    [-5.5, 2, -550],
    [0, 2, 0],
  ] as const) {
    expect(toMinor(amount, digits)).toBe(minor);
    expect(fromMinor(minor, digits)).toBe(amount);
  }
});

test.each([
  [1.5, 0],
  [0.001, 2],
  [0.1 + 0.2, 2],
  [1e300, 2],
  [Number.NaN, 2],
  [Number.POSITIVE_INFINITY, 2],
])('%f is no amount with %i decimals', (amount, digits) => {
  expect(toMinor(amount, digits)).toBeNull();
});

test('rounding makes of any sum an amount that can be kept', () => {
  for (const sum of [0.1 + 0.2, 19.99 * 3, 1.005, 1 / 3]) {
    expect(toMinor(roundMoney(sum, 2), 2)).not.toBeNull();
  }
});
