import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WORDS } from '@sayso/protocol/law';
import { describe, expect, test } from 'vitest';
import type { Text } from './text.ts';
import { LOCALES, loadText } from './texts.ts';

const files = readdirSync(fileURLToPath(new URL('texts', import.meta.url)));
const all: Text[] = await Promise.all(
  files.map((file): Promise<Text> => import(`./texts/${file.slice(0, -3)}.ts`)),
);
const en = all.find(({ locale }) => locale === 'en') as Text;

const EU = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' ');
const MORE = 'uk no is tr ar he fa ja ko zh-Hans zh-Hant hi th vi id pt-BR'.split(' ');

/** Every text by the path of its key. */
const leaves = (value: unknown, path = ''): [path: string, text: string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(Object(value)).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
const said = ({ words, preferences }: Text): [string, string][] => leaves({ words, preferences });
const count = (texts: string[]): number => texts.join(' ').split(/\s+/).filter(Boolean).length;

test('there are all languages of the EU and sixteen more, each a file that can be had by its name', async () => {
  expect(files.map((file) => file.slice(0, -3)).sort()).toEqual([...EU, ...MORE].sort());
  expect([...LOCALES].sort()).toEqual([...EU, ...MORE].sort());
  for (const locale of LOCALES) expect((await loadText(locale))?.locale).toBe(locale);
  expect(await loadText('eo')).toBeNull();
});

test('no two languages have the same words', () => {
  const first = all.map(({ words }) => `${words.title} ${words.ask}`);
  expect(new Set(first).size).toBe(all.length);
  const second = all.map(({ preferences }) => `${preferences.title} ${preferences.intro}`);
  expect(new Set(second).size).toBe(all.length);
});

describe.each(all.map((text) => [text.locale, text] as const))('the words in %s', (locale, text) => {
  const { words, preferences } = text;
  const purposes = Object.values(words.purposes).flat();
  const buttons = [words.reject, words.accept, words.customise, words.privacy];

  test('lack nothing that another language says, and say nothing more', () => {
    expect(said(text).map(([path]) => path)).toEqual(said(en).map(([path]) => path));
    for (const [path, words] of said(text)) expect(words.trim(), path).toBe(words);
    for (const [path, words] of said(text)) expect(words, path).not.toBe('');
  });

  test('name the store, the day and the purposes where English does', () => {
    const places = (of: Text): [string, number][] =>
      said(of).map(([path, words]) => [path, words.split('{}').length - 1]);
    expect(places(text)).toEqual(places(en));
  });

  test('are its own: no sentence was left in English', () => {
    if (locale === 'en') return;
    const english = new Map(said(en));
    const left = said(text).filter(([path, words]) => words.length > 12 && english.get(path) === words);
    expect(left).toEqual([]);
  });

  // Vietnamese writes each syllable apart: 1.3 of them make a word.
  test('are at most 60 on the first layer, with the signal line and a store of two words', () => {
    const most = locale === 'vi' ? 78 : 60;
    const ask = [words.title, words.ask.replace('{}', 'Demo Store'), ...purposes, words.status, ...buttons];
    expect(count(ask)).toBeLessThanOrEqual(most);
    const tell = [
      words.title,
      words.tell.replace('{}', 'Demo Store'),
      ...purposes,
      ...buttons,
      words.doNotSell,
    ];
    expect(count(tell)).toBeLessThanOrEqual(most);
  });

  test('have a label for refusing that is as short as the one for agreeing', () => {
    expect(Math.abs(words.reject.length - words.accept.length)).toBeLessThanOrEqual(2);
    for (const label of [words.accept, words.reject]) expect(label.length).toBeLessThanOrEqual(20);
    for (const label of [words.customise, words.ok, words.optOut])
      expect(label.length).toBeLessThanOrEqual(32);
    // English has it letter by letter as the law does.
    expect(words.doNotSell.length).toBeLessThanOrEqual(locale === 'en' ? 44 : 32);
    for (const label of [preferences.close, preferences.back]) expect(label.length).toBeLessThanOrEqual(14);
    for (const label of [preferences.save, preferences.withdraw, preferences.confirm])
      expect(label.length).toBeLessThanOrEqual(32);
    const { download, check, export: take, erase, eraseYes, limit } = preferences;
    for (const label of [download, check, take, erase, eraseYes])
      expect(label.length).toBeLessThanOrEqual(32);
    expect(limit.length).toBeLessThanOrEqual(48);
  });

  test('hurry, flatter or blame nobody', () => {
    expect(JSON.stringify([words, preferences])).not.toMatch(/[!！]/);
  });

  test('are written from the right only where the script is', () => {
    const rightToLeft = /[\u0590-\u08ff]/.test(words.title);
    expect(words.dir).toBe(rightToLeft ? 'rtl' : 'ltr');
  });
});

test('English and German don’t persuade', () => {
  const texts = all.filter(({ locale }) => locale === 'en' || locale === 'de');
  expect(texts).toHaveLength(2);
  expect(JSON.stringify(texts).toLowerCase()).not.toMatch(
    /\bonly\b|hurry|unfortunately|we care|best experience|leider|nur noch|erlebnis|wertvoll/,
  );
});

test('a re-ask stays within 60 words too', () => {
  for (const { locale, words } of all) {
    const said = [words.changed ?? '', words.ask, ...Object.values(words.purposes).flat()];
    const buttons = [words.reject, words.accept, words.customise, words.privacy];
    expect(count([...said, ...buttons]), locale).toBeLessThanOrEqual(locale === 'vi' ? 78 : 60);
  }
});

test('what California gives literally is, in English, exactly that', () => {
  expect(en.words.doNotSell).toBe(WORDS['do-not-sell'].text);
  expect(en.words.status).toBe(WORDS['opt-out-honoured'].text);
});

test('the status of an honoured signal is, in English, exactly what California names', () => {
  expect(en.words.status).toBe('Opt-Out Request Honored');
});
