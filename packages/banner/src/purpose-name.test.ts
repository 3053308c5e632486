import { expect, test } from 'vitest';
import { purposeName } from './purpose-name.ts';
import { WORDS, type Words } from './text.ts';

const en = WORDS.en as Words;
const texts = {
  en: { purposes: { analytics: { name: 'Statistics', description: 'We count.' }, sms: { name: 'SMS' } } },
};

test('a site’s own name for a purpose comes first', () => {
  expect(purposeName({ texts }, 'en', en, 'analytics')).toEqual(['Statistics', 'We count.']);
  expect(purposeName({ texts }, 'en', en, 'sms')).toEqual(['SMS', '']);
});

test('without one, known purposes have ours and all others go by their id, never by nothing', () => {
  expect(purposeName({ texts }, 'de', WORDS.de as Words, 'analytics')[0]).toBe('Analyse');
  expect(purposeName({ texts }, 'en', en, 'marketing')[0]).toBe('Marketing');
  expect(purposeName({ texts: {} }, 'en', en, 'overseas-transfer')).toEqual(['overseas-transfer', '']);
});
