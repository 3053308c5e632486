import { describe, expect, test } from 'vitest';
import { PREFERENCES_WORDS } from './preferences-text.ts';
import { WORDS, type Words } from './text.ts';

const count = (texts: string[]): number => texts.join(' ').split(/\s+/).filter(Boolean).length;
const shape = (value: unknown): unknown =>
  value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
    : typeof value;

describe.each(Object.entries(WORDS))('the words in %s', (locale, words: Words) => {
  const purposes = Object.values(words.purposes).flat();

  test('the first layer says everything in at most 60 words, with the signal line and a store of two words', () => {
    const buttons = [words.reject, words.accept, words.customise, words.privacy];
    const ask = [words.title, words.ask.replace('{}', 'Demo Store'), ...purposes, words.gpc, ...buttons];
    expect(count(ask)).toBeLessThanOrEqual(60);
    const tell = [
      words.title,
      words.tell.replace('{}', 'Demo Store'),
      ...purposes,
      ...buttons,
      words.doNotSell,
    ];
    expect(count(tell)).toBeLessThanOrEqual(60);
  });

  test('no language says less than another, in either layer', () => {
    expect(shape(words)).toEqual(shape(WORDS.en));
    expect(shape(PREFERENCES_WORDS[locale])).toEqual(shape(PREFERENCES_WORDS.en));
  });

  test('the store is named where it asks and where it tells', () => {
    expect(words.ask).toContain('{}');
    expect(words.tell).toContain('{}');
  });

  test('refusing has a label as short as agreeing', () => {
    expect(Math.abs(words.reject.length - words.accept.length)).toBeLessThanOrEqual(2);
  });

  test('nobody is hurried, flattered or made to feel guilty', () => {
    const all = JSON.stringify([words, PREFERENCES_WORDS[locale]]).toLowerCase();
    expect(all).not.toMatch(
      /!|\bonly\b|hurry|unfortunately|we care|best experience|leider|nur noch|erlebnis|wertvoll/,
    );
  });
});

test('the status of an honoured signal is, in English, exactly what California names', () => {
  expect(WORDS.en?.status).toBe('Opt-Out Request Honored');
});
