/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). */
const DIGITS: Record<string, number> = {};
for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '))
  DIGITS[code] = 0;
for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) DIGITS[code] = 3;
for (const code of 'CLF UYW'.split(' ')) DIGITS[code] = 4;

/** How many decimals an amount of an ISO 4217 currency has; null for what is no currency code. */
export const currencyDigits = (currency: unknown): number | null =>
  typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
    ? Object.hasOwn(DIGITS, currency)
      ? (DIGITS[currency] as number)
      : 2
    : null;

/** The amount, rounded to the currency's minor unit, in its decimal form. */
export const roundMoney = (amount: number, digits: number): number => +amount.toFixed(digits);

/** The amount in integer minor units; null if it has more decimals than the currency, or no exact integer. */
export function toMinor(amount: number, digits: number): number | null {
  const minor = Math.round(amount * 10 ** digits);
  return Number.isSafeInteger(minor) && roundMoney(amount, digits) === amount ? minor : null;
}

/** The amount in its decimal form again. */
export const fromMinor = (minor: number, digits: number): number => +(minor / 10 ** digits).toFixed(digits);
