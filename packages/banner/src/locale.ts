/** How the BCP 47 tags of a language begin, where that is more, or other, than its own name. Separators: any one. */
const TAGS: Record<string, string> = {
  he: 'he|iw',
  id: 'id|in',
  no: 'n[bno]',
  'pt-BR': 'pt.br',
  ro: 'ro|mo',
  'zh-Hans': 'zh|cmn',
  'zh-Hant': 'yue|zh.(hant|tw|hk|mo)',
};

/** The pattern of the tags that a language answers to. */
export const tagsOf = (locale: string): string => TAGS[locale] ?? locale;

/** Whether a tag begins as one of `tags` says: `de-AT` is `de`, `den` is not. */
export const isTagOf = (tag: string, tags: string): boolean =>
  RegExp(`^(${tags})(?![a-z0-9])`, 'i').test(tag);

/** The first wanted language that there is; undefined if there is none. The more particular ones come first in `available`. */
export function chooseLocale(
  wanted: readonly (string | null | undefined)[],
  available: readonly string[],
): string | undefined {
  for (const tag of wanted) {
    const found = available.find((locale) => isTagOf(tag ?? '', tagsOf(locale)));
    if (found) return found;
  }
  return undefined;
}
