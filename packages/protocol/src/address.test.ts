import { expect, test } from 'vitest';
import { normaliseEmail, normalisePhone } from './address.ts';

test('a number without a country code is none unless one is given', () => {
  expect(normalisePhone('020 7946 0018', 'meta')).toBeNull();
  expect(normalisePhone('020 7946 0018', 'meta', '+44')).toBe('442079460018');
});

test.each(['call me', '+44 20 x', '+1234567890123456', '０20 7946'])('%j is no number', (raw) => {
  expect(normalisePhone(raw, 'google', '44')).toBeNull();
});

test('nothing but an address is taken for one', () => {
  for (const raw of ['jane', 'jane@doe', 'jane doe@doe.example', 'a@b@c.example'])
    expect(normaliseEmail(raw, 'meta')).toBeNull();
});
