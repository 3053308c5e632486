import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';
import { LOCALES } from './texts.ts';

const chosen = (...tags: (string | null | undefined)[]): string | undefined => chooseLocale(tags, LOCALES);

test('the language that was asked for comes before the page’s, and that before the browser’s', () => {
  expect(chosen('de', 'en', 'fr')).toBe('de');
  expect(chosen(undefined, 'de', 'en')).toBe('de');
  expect(chosen(null, '', 'de')).toBe('de');
});

test('a language that there is not gives way to the next one wanted', () => {
  expect(chosen('eo', 'de-DE')).toBe('de');
  expect(chosen('eo', null, 'ca-ES')).toBeUndefined();
});

test('each language answers to its own name, in any case', () => {
  for (const locale of LOCALES) {
    expect(chosen(locale)).toBe(locale);
    expect(chosen(locale.toUpperCase())).toBe(locale);
  }
});

test.each([
  ['de-AT', 'de'],
  ['DE-ch', 'de'],
  ['en-GB', 'en'],
  ['fr_CA', 'fr'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-Hans-SG', 'zh-Hans'],
  ['zh-Hans-TW', 'zh-Hans'],
  ['cmn', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh_MO', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['yue-HK', 'zh-Hant'],
  ['nb', 'no'],
  ['nb-NO', 'no'],
  ['nn-NO', 'no'],
  ['no', 'no'],
  ['pt', 'pt'],
  ['pt-PT', 'pt'],
  ['pt-AO', 'pt'],
  ['pt-BR', 'pt-BR'],
  ['pt_br', 'pt-BR'],
  ['iw', 'he'],
  ['he-IL', 'he'],
  ['in', 'id'],
  ['in-ID', 'id'],
  ['mo', 'ro'],
  ['sr-Latn', undefined],
  ['idx', undefined],
  ['den', undefined],
  ['eno', undefined],
  ['x-de', undefined],
  ['.*', undefined],
])('%s is %s', (tag, locale) => expect(chosen(tag)).toBe(locale));
