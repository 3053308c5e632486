import { expect, test } from 'vitest';
import { newKey, open, seal, unwrap, wrap } from './seal.ts';

const ABOUT = 'events|demo|subject|analytics|2026-11-20';

test('what is sealed opens with its key at its place, and is not readable before', () => {
  const key = newKey();
  const sealed = seal(key, ABOUT, 'https://shop.example/shoes é');
  expect(sealed.includes('shoes')).toBe(false);
  expect(open(key, ABOUT, sealed)?.toString('utf8')).toBe('https://shop.example/shoes é');
});

test('it opens with no other key, at no other place, and not with a single bit changed or cut off', () => {
  const key = newKey();
  const sealed = seal(key, ABOUT, 'secret');
  expect(open(newKey(), ABOUT, sealed)).toBeNull();
  expect(open(key, ABOUT.replace('analytics', 'marketing'), sealed)).toBeNull();
  for (let byte = 0; byte < sealed.length; byte++) {
    const forged = Buffer.from(sealed);
    forged[byte] = (forged[byte] ?? 0) ^ 1;
    expect(open(key, ABOUT, forged), `byte ${byte}`).toBeNull();
    expect(open(key, ABOUT, sealed.subarray(0, byte)), `cut at ${byte}`).toBeNull();
  }
});

test('the same content is sealed differently each time', () => {
  const key = newKey();
  expect(seal(key, ABOUT, 'same').equals(seal(key, ABOUT, 'same'))).toBe(false);
});

test('a wrapped key belongs to one subject of one site', () => {
  const [wrapper, key] = [newKey(), newKey()];
  const wrapped = wrap(wrapper, 'demo', 'me', key);
  expect(wrapped.includes(key)).toBe(false);
  expect(unwrap(wrapper, 'demo', 'me', wrapped)?.equals(key)).toBe(true);
  expect(unwrap(wrapper, 'demo', 'you', wrapped)).toBeNull();
  expect(unwrap(wrapper, 'other', 'me', wrapped)).toBeNull();
  expect(unwrap(newKey(), 'demo', 'me', wrapped)).toBeNull();
});
