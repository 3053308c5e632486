import { describe, expect, test } from 'vitest';
import { parsePrice } from './price.ts';

describe('the amount in a text', () => {
  test.each([
    ['$1,299.50', 'en-US', 'USD', 1299.5],
    ['Now only 12.5 EUR!', 'en', 'EUR', 12.5],
    ['1.299,00 €', 'de-DE', 'EUR', 1299],
    ['1299 €', 'de', 'EUR', 1299],
    ['CHF 1’299.50', 'de-CH', 'CHF', 1299.5],
    ["CHF 1'299.50", 'de-CH', 'CHF', 1299.5],
    ['1 299,90 €', 'fr-FR', 'EUR', 1299.9],
    ['1\u202f299,90\u00a0€', 'fr-FR', 'EUR', 1299.9],
    ['¥1,980', 'ja-JP', 'JPY', 1980],
    ['₹1,29,999.00', 'en-IN', 'INR', 129999],
    ['١٬٢٩٩٫٥٠ ج.م', 'ar-EG', 'EGP', 1299.5],
    ['KWD 3.250', 'en', 'KWD', 3.25],
    ['0,99', 'pl', 'PLN', 0.99],
  ])('%s in %s is %s %d', (text, locale, currency, amount) => {
    expect(parsePrice(text, locale, currency)).toBe(amount);
  });

  test.each([
    ['$10.00 $8.00', 'en', 'USD'],
    ['from 10 to 20', 'en', 'USD'],
    ['10.99', 'de', 'EUR'],
    ['1.299 €', 'en', 'EUR'],
    ['1,29', 'en', 'EUR'],
    ['12.345,6', 'en', 'EUR'],
    ['¥1,980.50', 'ja', 'JPY'],
    ['free', 'en', 'EUR'],
    ['', 'en', 'EUR'],
    ['10.00', 'en', ''],
    ['10.00', 'en', 'EURO'],
    ['10.00', 'not a language', 'EUR'],
  ])('is not guessed: %s in %s, %s', (text, locale, currency) => {
    expect(parsePrice(text, locale, currency)).toBeNull();
  });

  test('of an attribute may be a plain decimal, whatever the language', () => {
    expect(parsePrice('1299.50', 'de', 'EUR', true)).toBe(1299.5);
    expect(parsePrice('1.299,50', 'de', 'EUR', true)).toBe(1299.5);
    expect(parsePrice('1299.50', 'de', '', true)).toBeNull();
  });
});
