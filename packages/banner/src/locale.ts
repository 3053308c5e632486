/** How the BCP 47 tags of a language begin, where that is more than its own name. */
const TAGS: Record<string, string> = {
  he: 'he|iw',
  id: 'id|in',
  no: 'no|nb|nn',
  ro: 'ro|mo',
  'zh-Hans': 'zh|cmn',
  'zh-Hant': 'yue|zh-hant|zh-tw|zh-hk|zh-mo',
};

/** The beginnings of the tags that a language answers to, with `|` between them. */
export const tagsOf = (locale: string): string => TAGS[locale] ?? locale;

const plain = (tag: string): string => `${tag.toLowerCase().replaceAll('_', '-')}-`;

/** Whether a tag begins with one of `tags`: `de-AT` and `de_AT` do with `de`, `den` does not. No regular expression, which costs the first load more. */
export const isTagOf = (tag: string, tags: string): boolean =>
  tags.split('|').some((one) => plain(tag).startsWith(plain(one)));

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
