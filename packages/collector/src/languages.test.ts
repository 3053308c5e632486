import { LOCALES } from '@sayso/banner/texts';
import { expect, test } from 'vitest';
import { byLocale, languagesOf } from './languages.ts';

const own = (name: string) => ({ purposes: { analytics: { name } } });

test('a site’s texts go by the names that the banner has for languages', () => {
  expect(byLocale({ 'de-AT': own('a'), 'zh-TW': own('b'), nb: own('c') })).toEqual({
    de: own('a'),
    'zh-Hant': own('b'),
    no: own('c'),
  });
});

test('of two texts in one language the one with the plain name counts, whichever stands first', () => {
  const [plain, british] = [own('plain'), own('british')];
  expect(byLocale({ en: plain, 'en-GB': british })).toEqual({ en: plain });
  expect(byLocale({ 'en-GB': british, en: plain })).toEqual({ en: plain });
});

test('texts in a language in which the buttons would have none are left out', () => {
  expect(byLocale({ eo: own('x'), en: own('y') })).toEqual({ en: own('y') });
});

test('the first layer comes in the site’s languages, English last, whether the site has it or not', async () => {
  const locales = async (...tags: string[]): Promise<string[]> =>
    (await languagesOf(Object.fromEntries(tags.map((tag) => [tag, {}])))).map(({ locale }) => locale);
  expect(await locales()).toEqual(['en']);
  expect(await locales('en', 'de')).toEqual(['de', 'en']);
  expect(await locales('fr')).toEqual(['fr', 'en']);
  // What is more particular has to be looked at first.
  expect(await locales('pt', 'zh-Hans', 'pt-BR', 'zh-Hant')).toEqual([
    'pt-BR',
    'pt',
    'zh-Hant',
    'zh-Hans',
    'en',
  ]);
});

test('a site with many languages does not make every visitor load them all', async () => {
  const all = Object.fromEntries(LOCALES.map((locale) => [locale, {}]));
  expect(await languagesOf(all)).toHaveLength(5);
});

test('the tags that a language answers to are said where they are more than its name', async () => {
  const [no, en] = await languagesOf({ no: {} });
  expect(no?.tags && new RegExp(`^(${no.tags})$`).test('nb')).toBe(true);
  expect(en).not.toHaveProperty('tags');
});

test('Sayso’s names of purposes are not sent where the site has its own', async () => {
  const [en] = await languagesOf({ en: own('Statistics') });
  expect(Object.keys(en?.words.purposes ?? {})).toEqual(['preferences', 'marketing']);
});
