import { expect, test } from 'vitest';
import { purposeName } from './purpose-name.ts';
import { words as de } from './texts/de.ts';
import { words as en } from './texts/en.ts';

const texts = {
  en: { purposes: { analytics: { name: 'Statistics', description: 'We count.' }, sms: { name: 'SMS' } } },
  de: { purposes: { calls: { name: 'Anrufe' } } },
};

test('a site’s own name for a purpose comes first', () => {
  expect(purposeName({ texts }, 'en', en, 'analytics')).toEqual(['Statistics', 'We count.']);
  expect(purposeName({ texts }, 'en', en, 'sms')).toEqual(['SMS', '']);
});

test('without one, known purposes have ours', () => {
  expect(purposeName({ texts }, 'de', de, 'analytics')[0]).toBe('Analyse');
  expect(purposeName({ texts }, 'en', en, 'marketing')[0]).toBe('Marketing');
});

test('others go by what the site calls them in another language, else by their id, never by nothing', () => {
  expect(purposeName({ texts }, 'fr', en, 'sms')[0]).toBe('SMS');
  expect(purposeName({ texts }, 'en', en, 'calls')[0]).toBe('Anrufe');
  expect(purposeName({ texts: {} }, 'en', en, 'overseas-transfer')).toEqual(['overseas-transfer', '']);
});
