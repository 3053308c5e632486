import { describe, expect, test } from 'vitest';
import { type Compared, changes } from './centre-changes.ts';

const META = { name: 'Meta', country: 'US', items: ['hashed e-mail'] };
const version = (more: object = {}, texts: object = {}): Compared => ({
  purposes: [
    { id: 'necessary', always: true },
    { id: 'marketing', retentionDays: 90, recipients: [META], ...more },
  ],
  texts: { en: { purposes: { marketing: { name: 'Ads', description: 'Show ads', ...texts } } } },
});
const one = (more: object, texts?: object) => changes(version(), version(more, texts), 'en')[0];

test('two versions that say the same have no difference', () =>
  expect(changes(version(), version(), 'en')).toEqual([]));

test('a purpose that was not there is new, and nothing else is said of it', () => {
  const after = version();
  after.purposes.push({ id: 'analytics', retentionDays: 30, recipients: [META] });
  expect(changes(version(), after, 'en')).toEqual([
    { id: 'analytics', isNew: true, recipients: [], reworded: false },
  ]);
});

describe('of a purpose that was there', () => {
  test('a recipient that came is named, one that went is not', () => {
    expect(one({ recipients: [META, { name: 'Klaviyo' }] })?.recipients).toEqual(['Klaviyo']);
    expect(one({ recipients: [] })).toBeUndefined();
  });

  test('a recipient that receives more, or in another country, is named', () => {
    expect(one({ recipients: [{ ...META, items: ['hashed e-mail', 'phone'] }] })?.recipients).toEqual([
      'Meta',
    ]);
    expect(one({ recipients: [{ ...META, country: 'IN' }] })?.recipients).toEqual(['Meta']);
    expect(one({ recipients: [{ ...META, items: [] }] })).toBeUndefined();
  });

  test('a longer time is said, a shorter one is not', () => {
    expect(one({ retentionDays: 180 })?.kept).toBe(180);
    expect(one({ retentionDays: 30 })).toBeUndefined();
    expect(one({ retentionDays: undefined })?.kept).toBeNull();
    expect(changes(version({ retentionDays: undefined }), version(), 'en')).toEqual([]);
  });

  test('other words count in the language that the visitor reads', () => {
    expect(one({}, { description: 'Show ads elsewhere' })?.reworded).toBe(true);
    expect(one({}, { refusal: 'Leave it off' })?.reworded).toBe(true);
    expect(changes(version(), version({}, { name: 'Other' }), 'de')).toEqual([]);
  });
});

test('what is always on is compared too', () => {
  const after = version();
  after.purposes[0] = { id: 'necessary', always: true, recipients: [META] };
  const before = version();
  before.purposes[0] = { id: 'necessary', always: true };
  expect(changes(before, after, 'en')[0]).toMatchObject({ id: 'necessary', recipients: ['Meta'] });
});
