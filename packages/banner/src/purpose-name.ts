import type { BrowserPolicy } from '@sayso/protocol';
import type { Words } from './text.ts';

/** What a purpose is called: by the site, else by Sayso, else its id. The description may be empty. */
export function purposeName(
  policy: Pick<BrowserPolicy, 'texts'>,
  locale: string,
  words: Pick<Words, 'purposes'>,
  id: string,
): readonly [name: string, description: string] {
  const own = policy.texts[locale]?.purposes?.[id];
  return own ? [own.name, own.description ?? ''] : (words.purposes[id] ?? [id, '']);
}
