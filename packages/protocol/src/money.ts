/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). */
const WHOLE = /BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF/;
const THREE = /BHD|IQD|JOD|KWD|LYD|OMR|TND/;

/** How many decimals an amount of an ISO 4217 currency has; null for what is no currency code. */
export function currencyDigits(currency: unknown): number | null {
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return null;
  if (WHOLE.test(currency)) return 0;
  if (THREE.test(currency)) return 3;
  return /CLF|UYW/.test(currency) ? 4 : 2;
}

/** The amount, rounded to the currency's minor unit, in its decimal form. */
export const roundMoney = (amount: number, digits: number): number => +amount.toFixed(digits);

/** The amount in integer minor units; null if it has more decimals than the currency, or no exact integer. */
export function toMinor(amount: number, digits: number): number | null {
  const minor = Math.round(amount * 10 ** digits);
  return Number.isSafeInteger(minor) && roundMoney(amount, digits) === amount ? minor : null;
}

/** The amount in its decimal form again. */
export const fromMinor = (minor: number, digits: number): number => +(minor / 10 ** digits).toFixed(digits);
