import { fail, isTaken, type Read, show, unlike } from './parse-policy-reader.ts';
import { parseRegion } from './regime.ts';

/** True or false. */
export const flag: Read<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : unlike(at, 'true or false', value);

/** A whole number between the two. */
export const whole =
  (least: number, most: number): Read<number> =>
  (value, at) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? (value as number)
      : unlike(at, `a whole number from ${least} to ${most}`, value);

/** One of these words. */
export const oneOf =
  <T extends string>(words: readonly T[]): Read<T> =>
  (value, at) =>
    words.find((word) => word === value) ?? unlike(at, `one of ${words.join(', ')}`, value);

/** Plain text that says something. It is shown as it is: markup would not become any. */
export const text =
  (most: number): Read<string> =>
  (value, at) => {
    if (typeof value !== 'string') return unlike(at, 'a text', value);
    if (value.trim() === '') return fail(at, 'is empty');
    if (value.length > most) return fail(at, `has ${value.length} characters; at most ${most} are allowed`);
    const odd = CONTROL.exec(value) ?? LONE.exec(value);
    if (odd) return fail(at, `plain text only: it has the character ${codeOf(odd[0])}`);
    const markup = MARKUP.exec(value);
    if (markup) return fail(at, `plain text only: ${show(markup[0])} would be shown as it stands`);
    return value;
  };

// Line breaks and tabs are text. Overrides of direction are not: they show words other than those that are hashed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e]/;
/** Half a character, which UTF-8 can't hold. */
const LONE = /[\ud800-\udfff]/u;
const MARKUP = /<(?:[a-z/!?][^<>]{0,200})>/i;

const codeOf = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A text of a fixed form; `expected` says which, with an example. */
export const form =
  (pattern: RegExp, expected: string): Read<string> =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? value : unlike(at, expected, value);

/** `https:`, or an absolute path of the store. */
export const address: Read<string> = (value, at) =>
  typeof value === 'string' && isAddress(value)
    ? value
    : unlike(at, 'an address that begins with https:// or a path that begins with /', value);

function isAddress(given: string): boolean {
  if (given.length > 1_000 || /[\s\\<>"\ud800-\udfff]/u.test(given)) return false;
  if (/^\/(?!\/)/.test(given)) return true;
  try {
    const url = new URL(given);
    return /^https:\/\/[^/]/i.test(given) && !url.username && !url.password;
  } catch {
    return false;
  }
}

/** An id of a purpose or promise. */
export const id: Read<string> = (value, at) => {
  if (typeof value !== 'string' || !/^[a-z][a-z0-9-]{0,39}$/.test(value)) {
    return unlike(at, 'an id: a small letter, then at most 39 small letters, digits or hyphens', value);
  }
  return isTaken(value) ? fail(at, `${show(value)} can't be used as an id`) : value;
};

/** Says what is wrong with a language tag (BCP 47), if anything. */
export const languageProblem = (name: string): string | null =>
  /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(name) ? null : 'expected a language tag such as en or pt-BR';

/** Says what is wrong with a key of `regimes`, if anything. */
export const regionProblem = (name: string): string | null =>
  name === 'default' || parseRegion(name)
    ? null
    : 'expected default, a country such as DE, or a subdivision such as US-CA';
