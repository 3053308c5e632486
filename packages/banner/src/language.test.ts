import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseLanguage, type Language } from './language.ts';
import * as de from './texts/de.ts';
import * as en from './texts/en.ts';
import * as fr from './texts/fr.ts';

const here: Language[] = [
  { locale: 'zh-Hant', tags: 'zh-hant|zh-tw', words: en.words },
  { locale: 'de', words: de.words },
  { locale: 'en', words: en.words },
];
const nothing = vi.fn(async () => ({}));
const locale = async (
  wanted: (string | undefined)[],
  load: Parameters<typeof chooseLanguage>[2] = nothing,
): Promise<string> => (await chooseLanguage(wanted, here, load)).locale;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  nothing.mockClear();
});

test('a language of the site is there at once: nothing is loaded, nothing is waited for', async () => {
  expect(await locale([undefined, '', 'de-AT', 'fr'])).toBe('de');
  expect(await locale(['zh-TW'])).toBe('zh-Hant');
  expect(nothing).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('another one is loaded by the tag that the page has', async () => {
  const load = vi.fn(async () => fr);
  const language = await chooseLanguage(['fr-CA', 'de'], here, load);
  expect(language.words).toBe(fr.words);
  expect(language.preferences).toBe(fr.preferences);
  expect(load.mock.calls).toEqual([['fr-CA']]);
});

test('one that there is not gives way to the next one wanted, and in the end to the last one here', async () => {
  expect(await locale(['eo', 'de'])).toBe('de');
  expect(await locale(['eo', 'ca'])).toBe('en');
  expect(nothing.mock.calls).toEqual([['eo'], ['eo'], ['ca']]);
});

test('a file that can’t be had is as good as none', async () => {
  expect(await locale(['fr', 'de'], () => Promise.reject(new Error('offline')))).toBe('de');
});

test('a file that does not come is waited for a second, however many are wanted', async () => {
  const load = vi.fn(() => new Promise<never>(() => {}));
  const asked = locale(['fr', 'it', 'es'], load);
  await vi.advanceTimersByTimeAsync(999);
  expect(await Promise.race([asked, 'waiting'])).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await asked).toBe('en');
  expect(load).toHaveBeenCalledTimes(1);
});
