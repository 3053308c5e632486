import type { BrowserPolicy, PurposeText } from '@sayso/protocol';
import type { Words } from './text.ts';

/**
 * What a purpose is called: by the site, else by Sayso, else by the site in another language, else its id. The
 * description may be empty.
 */
export function purposeName(
  policy: Pick<BrowserPolicy, 'texts'>,
  locale: string,
  words: Pick<Words, 'purposes'>,
  id: string,
): readonly [name: string, description: string] {
  const said = (language: string): PurposeText | undefined => policy.texts[language]?.purposes?.[id];
  const standard = words.purposes[id];
  const given =
    said(locale) ?? (standard ? undefined : ['en', ...Object.keys(policy.texts)].map(said).find(Boolean));
  return given ? [given.name, given.description ?? ''] : (standard ?? [id, '']);
}
