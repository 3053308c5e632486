import { chooseLocale } from './locale.ts';
import type { Text } from './text.ts';

export { chooseLocale, tagsOf } from './locale.ts';
export type { PreferencesWords } from './preferences-text.ts';
export type { Text, Words } from './text.ts';

/** One file each, so that a bundler splits them. The more particular ones before the general, English last. */
const FILES: Record<string, () => Promise<Text>> = {
  ar: () => import('./texts/ar.ts'),
  bg: () => import('./texts/bg.ts'),
  cs: () => import('./texts/cs.ts'),
  da: () => import('./texts/da.ts'),
  de: () => import('./texts/de.ts'),
  el: () => import('./texts/el.ts'),
  es: () => import('./texts/es.ts'),
  et: () => import('./texts/et.ts'),
  fa: () => import('./texts/fa.ts'),
  fi: () => import('./texts/fi.ts'),
  fr: () => import('./texts/fr.ts'),
  ga: () => import('./texts/ga.ts'),
  he: () => import('./texts/he.ts'),
  hi: () => import('./texts/hi.ts'),
  hr: () => import('./texts/hr.ts'),
  hu: () => import('./texts/hu.ts'),
  id: () => import('./texts/id.ts'),
  is: () => import('./texts/is.ts'),
  it: () => import('./texts/it.ts'),
  ja: () => import('./texts/ja.ts'),
  ko: () => import('./texts/ko.ts'),
  lt: () => import('./texts/lt.ts'),
  lv: () => import('./texts/lv.ts'),
  mt: () => import('./texts/mt.ts'),
  nl: () => import('./texts/nl.ts'),
  no: () => import('./texts/no.ts'),
  pl: () => import('./texts/pl.ts'),
  'pt-BR': () => import('./texts/pt-BR.ts'),
  pt: () => import('./texts/pt.ts'),
  ro: () => import('./texts/ro.ts'),
  sk: () => import('./texts/sk.ts'),
  sl: () => import('./texts/sl.ts'),
  sv: () => import('./texts/sv.ts'),
  th: () => import('./texts/th.ts'),
  tr: () => import('./texts/tr.ts'),
  uk: () => import('./texts/uk.ts'),
  vi: () => import('./texts/vi.ts'),
  'zh-Hant': () => import('./texts/zh-Hant.ts'),
  'zh-Hans': () => import('./texts/zh-Hans.ts'),
  en: () => import('./texts/en.ts'),
};

/** The languages that Sayso has, in the order in which `chooseLocale` looks at them. */
export const LOCALES: readonly string[] = Object.keys(FILES);

/** The words for a BCP 47 tag: `de-AT` gets German. Null if Sayso has none. */
export async function loadText(tag: string): Promise<Text | null> {
  const file = FILES[chooseLocale([tag], LOCALES) ?? ''];
  return file ? file() : null;
}
