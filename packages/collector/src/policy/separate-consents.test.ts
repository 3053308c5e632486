import type { PolicyTexts, Purpose } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { missingItems } from './separate-consents.ts';

const RECIPIENT = { name: 'Mail Ltd', contact: 'dpo@mail.example', country: 'US', items: ['e-mail address'] };
const TEXT = {
  name: 'Transfer',
  description: 'To send the newsletter.',
  refusal: 'Leave it off: no newsletter.',
};

const told = (purpose: Partial<Purpose>, text: Partial<typeof TEXT> = TEXT) => {
  const whole: Purpose = { id: 'overseas-transfer', retentionDays: 30, recipients: [RECIPIENT], ...purpose };
  const texts: Record<string, PolicyTexts> = {
    ko: { purposes: { [whole.id]: text as PolicyTexts['purposes'] & typeof TEXT } },
  };
  return missingItems({ purposes: [{ id: 'necessary', always: true }, whole], texts }).map(
    ({ path }) => path,
  );
};

test('a separate consent that says all six lacks nothing', () => expect(told({})).toEqual([]));

describe('each of the six that is missing is named with its place:', () => {
  test.each<[string, Partial<Purpose>, string]>([
    ['the recipient', { recipients: [] }, 'purposes[1].recipients'],
    ['how to reach it', { recipients: [{ ...RECIPIENT, contact: '' }] }, 'purposes[1].recipients[0].contact'],
    ['the country', { recipients: [{ ...RECIPIENT, country: '' }] }, 'purposes[1].recipients[0].country'],
    ['the data', { recipients: [{ ...RECIPIENT, items: [] }] }, 'purposes[1].recipients[0].items'],
  ])('%s', (_what, purpose, path) => expect(told(purpose)).toEqual([path]));

  test('the period', () => {
    const { retentionDays: _, ...rest }: Purpose = {
      id: 'overseas-transfer',
      retentionDays: 1,
      recipients: [RECIPIENT],
    };
    const texts = { ko: { purposes: { 'overseas-transfer': TEXT } } };
    expect(missingItems({ purposes: [rest], texts }).map(({ path }) => path)).toEqual([
      'purposes[0].retentionDays',
    ]);
  });

  test('what for', () =>
    expect(told({}, { ...TEXT, description: '' })).toEqual([
      'texts.ko.purposes.overseas-transfer.description',
    ]));

  test('how to refuse, and what that means', () =>
    expect(told({}, { ...TEXT, refusal: '' })).toEqual(['texts.ko.purposes.overseas-transfer.refusal']));

  test('in no language at all', () => {
    const purposes: Purpose[] = [{ id: 'overseas-transfer', retentionDays: 30, recipients: [RECIPIENT] }];
    expect(missingItems({ purposes, texts: {} }).map(({ path }) => path)).toEqual(['texts']);
  });
});

test('handing data over at home needs no country, profiling no recipient', () => {
  expect(told({ id: 'third-party-provision', recipients: [{ ...RECIPIENT, country: '' }] })).toEqual([]);
  expect(told({ id: 'profiling', recipients: [] })).toEqual([]);
});

test('a purpose that is asked for with the others need not say them, one marked separate must', () => {
  const bare = { purposes: [{ id: 'marketing' }], texts: { en: {} } };
  expect(missingItems(bare)).toEqual([]);
  expect(missingItems({ ...bare, purposes: [{ id: 'marketing', separate: true }] })).not.toEqual([]);
});
