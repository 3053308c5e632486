import { LOCALES } from '@sayso/banner/texts';
import type { PolicyTexts } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { byLocale, languagesOf } from './languages.ts';

const inside = (texts: Record<string, PolicyTexts>, more: object = {}) =>
  languagesOf({ texts, purposes: [{ id: 'analytics' }], materialSince: 1, ...more });
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
    (await inside(Object.fromEntries(tags.map((tag) => [tag, {}])))).map(({ locale }) => locale);
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
  expect(await inside(all)).toHaveLength(5);
});

test('the tags that a language answers to are said where they are more than its name', async () => {
  const [no, en] = await inside({ no: {} });
  expect(no?.tags?.split('|')).toContain('nb');
  expect(en).not.toHaveProperty('tags');
});

test('Sayso’s names of purposes are not sent where the site has its own', async () => {
  const purposes = ['preferences', 'analytics', 'marketing'].map((id) => ({ id }));
  const [en] = await inside({ en: own('Statistics') }, { purposes });
  expect(Object.keys(en?.words.purposes ?? {})).toEqual(['preferences', 'marketing']);
});

test('words that this policy has no occasion to say are left out', async () => {
  const [plain] = await inside({});
  expect(plain?.words).not.toHaveProperty('changed');
  expect(plain?.words).not.toHaveProperty('separate');
  expect(Object.keys(plain?.words.purposes ?? {})).toEqual(['analytics']);
  const [later] = await inside({}, { materialSince: 2 });
  expect(later?.words).toHaveProperty('changed');
  const [apart] = await inside({}, { purposes: [{ id: 'profiling', separate: true }] });
  expect(apart?.words).toHaveProperty('separate');
});
