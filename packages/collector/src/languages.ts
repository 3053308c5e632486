import { chooseLocale, LOCALES, loadText, tagsOf, type Words } from '@sayso/banner/texts';
import type { BrowserPolicy, PolicyTexts } from '@sayso/protocol';

/** A language as the script has it inside: all that the first layer says. */
export interface ServedLanguage {
  locale: string;
  /** The beginnings of the tags that it answers to, with `|` between them, if not its own name. */
  tags?: string;
  words: Partial<Words>;
}

/** So many of a site's languages are inside the script, beside English; a visitor reads one. Others are files of their own. */
const MAX_INSIDE = 4;

/** A policy's texts by Sayso's names of languages: `en-GB` as `en`, unless `en` is there too. What Sayso can't say is left out. */
export function byLocale(texts: Readonly<Record<string, PolicyTexts>>): Record<string, PolicyTexts> {
  const named: Record<string, PolicyTexts> = {};
  for (const [tag, own] of Object.entries(texts)) {
    const locale = chooseLocale([tag], LOCALES);
    if (locale && (tag === locale || !named[locale])) named[locale] = own;
  }
  return named;
}

/** The first layer in the site's languages, the more particular first, English last. `texts` are by Sayso's names. */
export async function languagesOf(
  policy: Pick<BrowserPolicy, 'texts' | 'purposes' | 'materialSince'>,
): Promise<ServedLanguage[]> {
  const { texts } = policy;
  const inside = [
    ...Object.keys(texts)
      .filter((locale) => locale !== 'en')
      .slice(0, MAX_INSIDE),
    'en',
  ];
  const made: ServedLanguage[] = [];
  for (const locale of LOCALES.filter((one) => inside.includes(one))) {
    const words = (await loadText(locale))?.words;
    if (!words) continue;
    const tags = tagsOf(locale);
    made.push({ locale, ...(tags === locale ? {} : { tags }), words: needed(words, texts[locale], policy) });
  }
  return made;
}

/** Without the names of purposes that the site has its own for or hasn't got, and what it has no occasion to say. */
function needed(
  { changed, separate, ...words }: Words,
  own: PolicyTexts | undefined,
  { purposes, materialSince }: Pick<BrowserPolicy, 'purposes' | 'materialSince'>,
): Partial<Words> {
  const named = Object.entries(words.purposes).filter(
    ([id]) => !own?.purposes?.[id] && purposes.some((purpose) => purpose.id === id),
  );
  return {
    ...words,
    purposes: Object.fromEntries(named),
    // Nobody can have chosen before the first version.
    ...(materialSince > 1 ? { changed } : {}),
    ...(purposes.some((purpose) => purpose.separate) ? { separate } : {}),
  };
}
