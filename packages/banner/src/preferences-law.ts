import type { PolicyDetails, Purpose } from '@sayso/protocol';
import type { PreferencesWords } from './preferences-text.ts';
import type { Words } from './text.ts';

type Law = PolicyDetails['law'] | undefined;
type Region = string | null | undefined;

/** The words that the law of a region gives, else its country's. */
const wordsIn = (law: Law, region: Region): Record<string, string> =>
  (region && (law?.[region] ?? law?.[region.slice(0, 2)])) || {};

/** The same for who reads English; in other languages their meaning is said. */
const inEnglish = (law: Law, region: Region, locale: string): Record<string, string> =>
  locale === 'en' ? wordsIn(law, region) : {};

/** What California lets one link be called, and so what it leads to. */
export const titleOf = (law: Law, region: Region, locale: string): string | undefined =>
  inEnglish(law, region, locale)['your-privacy-choices'];

/**
 * The opt-outs that a region's law wants to be there by name, each with the purposes that it ends: one click, like
 * all of refusing. Only what is allowed now can be opted out of.
 */
export function rights(
  law: Law,
  region: Region,
  locale: string,
  { purposes }: { purposes: Purpose[] },
  allowed: readonly string[],
  words: Words,
  own: PreferencesWords,
): [action: string, label: string, ids: string[]][] {
  const asked = wordsIn(law, region);
  const said = inEnglish(law, region, locale);
  const ids = (which: 'gpc' | 'sensitive'): string[] =>
    purposes.filter((purpose) => purpose[which] && allowed.includes(purpose.id)).map(({ id }) => id);
  const all: [string, string, string, string[]][] = [
    ['do-not-sell', 'opt-out', words.doNotSell, ids('gpc')],
    ['limit-use', 'limit', own.limit, ids('sensitive')],
  ];
  return all.flatMap(([id, name, label, which]) =>
    asked[id] && which.length ? [[name, said[id] ?? label, which]] : [],
  );
}

/** What Texas wants said, letter by letter, where sensitive data is sold: here, where a signal against sale concerns it. */
export const saleNotice = (law: Law, region: Region, { purposes }: { purposes: Purpose[] }): string[] => {
  const asked = wordsIn(law, region);
  const sold = purposes.filter(({ sensitive, gpc }) => sensitive && gpc).map(({ id }) => id);
  const biometric = sold.some((id) => id.includes('biometric'));
  return [sold.length && asked['sale-of-sensitive'], biometric && asked['sale-of-biometric']].flatMap(
    (text) => text || [],
  );
};
