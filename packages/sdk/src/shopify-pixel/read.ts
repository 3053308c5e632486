import { cleanText, currencyDigits, LIMITS, roundMoney } from '@sayso/protocol';

export type Fields = Record<string, unknown>;

/** What is at a path of names inside of anything; undefined where the path ends early. */
export const dig = (from: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => {
    const owner = Object(value) as Fields;
    return Object.hasOwn(owner, name) ? owner[name] : undefined;
  }, from);

export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A text without what may name a person, of a length that travels; undefined for none. */
export const textOf = (value: unknown, max: number = LIMITS.string): string | undefined =>
  typeof value === 'string'
    ? // Half a character can't be kept as UTF-8.
      cleanText(value.slice(0, 2 * LIMITS.string), max).replace(/[\ud800-\udfff]/gu, '') || undefined
    : undefined;

/** Shopify's number of something: `gid://shopify/Product/1` is `1`, as in the store's own pages and webhooks. */
export const idOf = (value: unknown): string | undefined =>
  /(?:^|\/)([\w.-]{1,64})(?:\?.*)?$/.exec(
    typeof value === 'string' || typeof value === 'number' ? `${value}` : '',
  )?.[1];

export interface Money {
  amount: number;
  currency: string;
}

/** An amount, rounded to the minor unit of its currency, if it is one. */
export function moneyOf(value: unknown): Money | undefined {
  const [given, currency] = [dig(value, 'amount'), dig(value, 'currencyCode')];
  const digits = currencyDigits(currency);
  const amount = /^(number|string)$/.test(typeof given) && given !== '' ? Number(given) : Number.NaN;
  return digits !== null && amount >= 0 && amount < 1e12
    ? { amount: roundMoney(amount, digits), currency: `${currency}` }
    : undefined;
}

/** The amount, if it is of this currency. */
export const amountIn = (currency: string | undefined, value: unknown): number | undefined => {
  const money = moneyOf(value);
  return money?.currency === currency ? money?.amount : undefined;
};

/** Without the fields that say nothing. */
export const known = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
