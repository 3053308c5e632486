import { expect, test } from 'vitest';
import { EMBED_WORDS, wordsFor } from './words.ts';

test('the first wanted language that there is, else English', () => {
  expect(wordsFor([undefined, 'de-AT', 'en'])[0]).toBe('de');
  expect(wordsFor(['den', ''])[0]).toBe('en');
});

test('every language says where the content comes from and for what it waits', () => {
  for (const [locale, words] of Object.entries(EMBED_WORDS)) {
    expect(words.waits, locale).toMatch(/\{host\}.*\{purpose\}|\{purpose\}.*\{host\}/);
    expect(Object.keys(words), locale).toEqual(Object.keys(EMBED_WORDS.en ?? {}));
  }
});
