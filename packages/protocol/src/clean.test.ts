import { describe, expect, test } from 'vitest';
import { cleanPath, cleanReferrer, cleanText, cleanUrl } from './clean.ts';

describe('an address', () => {
  test.each([
    ['https://ann:secret@shop.example/a?x=1#y', 'https://shop.example/a'],
    [
      'https://shop.example/?utm_source=letter&email=a@b.c&fbclid=1',
      'https://shop.example/?utm_source=letter',
    ],
    ['https://shop.example/?utm_source=ann@mail.example', 'https://shop.example/?utm_source=%5Bemail%5D'],
    ['https://shop.example/?gclid=1', 'https://shop.example/'],
    ['HTTPS://SHOP.example:443/A', 'https://shop.example/A'],
  ])('%s becomes %s', (given, cleaned) => {
    expect(cleanUrl(given)).toBe(cleaned);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:ann@mail.example',
    'no',
    '',
    null,
    {},
  ])('%j is none', (given) => {
    expect(cleanUrl(given)).toBeNull();
  });

  test('is read beside the page that it stands in', () => {
    expect(cleanUrl('../b', 'https://shop.example/a/c')).toBe('https://shop.example/b');
  });
});

test.each([
  ['/orders/123456/items', '/orders/:id/items'],
  ['/users/3f2504e0-4f89-41d3-9a0c-0305e82c3301', '/users/:id'],
  ['/reset/ann@mail.example', '/reset/:id'],
  ['/reset/ann%40mail.example', '/reset/:id'],
  ['/t/9f86d081884c7d659a2f', '/t/:id'],
  ['/t/eyJhbGciOiJFZERTQSJ9abcdefgh1234', '/t/:id'],
  ['/tel/+4915112345678', '/tel/:id'],
  ['/shoes/red-runner-2', '/shoes/red-runner-2'],
  ['/2026/11/sale', '/2026/11/sale'],
])('the path %s becomes %s', (given, cleaned) => {
  expect(cleanPath(given)).toBe(cleaned);
});

test('a referrer of another site is its origin; of the same, its address without a query', () => {
  const page = 'https://shop.example/b';
  expect(cleanReferrer('https://search.example/find?q=shoes', page)).toBe('https://search.example');
  expect(cleanReferrer('https://shop.example/orders/123456?q=1', page)).toBe(
    'https://shop.example/orders/:id',
  );
  expect(cleanReferrer('android-app://x', page)).toBeNull();
});

describe('a text', () => {
  test.each([
    ['write to ann.b+c@mail.example now', 'write to [email] now'],
    ['call +49 (151) 1234-5678', 'call [number]'],
    ['card 4111 1111 1111 1111', 'card [number]'],
    ['token abcdefghijklmnopqrstuvwxyz0123456789', 'token [code]'],
    ['  red \n\t shoes  ', 'red shoes'],
    ['size 42 for 49.90', 'size 42 for 49.90'],
  ])('%j becomes %j', (given, cleaned) => {
    expect(cleanText(given, 100)).toBe(cleaned);
  });

  test('is cut, never inside a character', () => {
    expect(cleanText('ab cd ef', 4)).toBe('ab c');
    const cut = cleanText('😀'.repeat(20), 7);
    expect(cut).toBe('😀'.repeat(3));
    expect(cut).not.toMatch(/[\ud800-\udfff]/u);
  });

  test('of 500 characters takes no time, whatever is in it', () => {
    const began = performance.now();
    for (const text of [
      'a@'.repeat(250),
      '1 '.repeat(250),
      'a'.repeat(500),
      '@'.repeat(500),
      '+1-'.repeat(166),
    ]) {
      cleanText(text, 64);
    }
    expect(performance.now() - began).toBeLessThan(200);
  });
});
