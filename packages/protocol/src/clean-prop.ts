import { CODE, EMAIL, NUMBER } from './clean.ts';

/**
 * A text of a property without what may name a person, whatever the property is called: e-mail addresses; runs of
 * digits that are a card (Luhn), an IBAN or, with separators, a telephone or social security number; tokens and hashes
 * of 32 characters and more. Of an id only e-mail addresses: the rest of it has to survive.
 */
export function cleanProp(name: string, text: string): string {
  const cleaned = text.replace(EMAIL, '[email]');
  return /(^|_)(id|sku)$/.test(name)
    ? cleaned
    : cleaned
        .replace(CODE, (run) => (isCode(run) ? '[code]' : run))
        .replace(IBAN, (run) => (digitsOf(run).length > 9 ? '[number]' : run))
        .replace(NUMBER, (run) => (isNumber(run) ? '[number]' : run));
}

/** Two letters, two digits, and the account in groups of four (ISO 13616). */
const IBAN = /\b[A-Z]{2}\d\d( ?[A-Z\d]{4}){2,7}( ?[A-Z\d]{1,3})?\b/g;

const digitsOf = (run: string): string => run.replace(/\D/g, '');

/** Hexadecimal, or as mixed as base64 is. A long word with hyphens is neither. */
const isCode = (run: string): boolean =>
  /\d/.test(run) && (/[a-z]/.test(run) === /[A-Z]/.test(run) || /^[\da-f-]+$/i.test(run));

/** A telephone has separators, or a plus; a card may have; a date is none. */
function isNumber(run: string): boolean {
  const digits = digitsOf(run);
  if (digits !== run) return digits.length > 8 && !/^\d{4}-\d\d-\d\d/.test(run);
  // Every second one doubled, and of two digits their sum.
  let sum = 0;
  for (const [n, digit] of [...digits].reverse().entries()) sum += (+digit << (n % 2)) % 9 || (+digit && 9);
  return digits.length > 12 && sum % 10 === 0;
}
