import { expect, test } from 'vitest';
import { amountsOf, changeAmounts } from './amounts.ts';
import { fromMinor, toMinor } from './money.ts';

const toCoins = (amount: number, digits: number): number => toMinor(amount, digits) ?? Number.NaN;
const purchase = {
  transaction_id: '7',
  value: 129.99,
  tax: 0.1,
  currency: 'EUR',
  items: [{ item_id: 'a', price: 64.995, quantity: 2 }, { item_id: 'b' }],
};

test('every amount is changed, and nothing else, there and back', () => {
  const amounts = amountsOf('purchase', {});
  const props = { ...purchase, items: [{ item_id: 'a', price: 64.99, quantity: 2 }, { item_id: 'b' }] };
  const coins = changeAmounts(props, amounts, toCoins);
  expect(coins).toEqual({
    transaction_id: '7',
    value: 12_999,
    tax: 10,
    currency: 'EUR',
    items: [{ item_id: 'a', price: 6_499, quantity: 2 }, { item_id: 'b' }],
  });
  expect(changeAmounts(coins, amounts, fromMinor)).toEqual(props);
});

test('a site’s own amounts are some too; a number that is no money stays', () => {
  const amounts = amountsOf('configure', { configure: { surcharge: 'money', steps: 'number' } });
  const props = { surcharge: 5, steps: 3, currency: 'KWD' };
  expect(changeAmounts(props, amounts, toCoins)).toEqual({ surcharge: 5_000, steps: 3, currency: 'KWD' });
  expect(changeAmounts({ metric: 'LCP', value: 0.25 }, amountsOf('web_vital', {}), toCoins)).toEqual({
    metric: 'LCP',
    value: 0.25,
  });
});

test('a name that every object has is no event’s', () => {
  expect(amountsOf('constructor', {}).props).toEqual([]);
});
