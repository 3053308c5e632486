import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';

const both = ['en', 'de'];

test('the language that was asked for comes before the page’s, and that before the browser’s', () => {
  expect(chooseLocale(['de', 'en', 'en'], both)).toBe('de');
  expect(chooseLocale([undefined, 'de', 'en'], both)).toBe('de');
  expect(chooseLocale([undefined, '', 'de'], both)).toBe('de');
});

test('a country’s German is German', () => {
  expect(chooseLocale(['de-AT'], both)).toBe('de');
  expect(chooseLocale(['DE-ch'], both)).toBe('de');
});

test('a language that there is not gives way to the next one wanted, and in the end to English', () => {
  expect(chooseLocale(['fr', 'de-DE'], both)).toBe('de');
  expect(chooseLocale(['fr', null, 'pt-BR'], both)).toBe('en');
});

test('a language is not taken for another that begins with the same letters', () => {
  expect(chooseLocale(['den', 'eno'], ['de', 'en'])).toBe('en');
  expect(chooseLocale(['den'], ['de', 'fr'])).toBe('en');
});
