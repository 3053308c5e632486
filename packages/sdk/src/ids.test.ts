import { isSubject, isUuid } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { newId, newSubject } from './ids.ts';

test('an id is a UUID of version 7 whose first 48 bits are the time', () => {
  const id = newId(crypto, 0x0123456789ab);
  expect(isUuid(id)).toBe(true);
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab]/);
  expect(newId(crypto, 1)).not.toBe(newId(crypto, 1));
});

test('a subject is 16 random bytes as base64url', () => {
  for (let i = 0; i < 200; i++) {
    const subject = newSubject(crypto);
    expect(isSubject(subject)).toBe(true);
    expect(Buffer.from(subject, 'base64url').toString('base64url')).toBe(subject);
  }
});
