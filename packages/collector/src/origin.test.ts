import { describe, expect, test } from 'vitest';
import { bothNames, isLoopback, parseOrigin } from './origin.ts';

describe('an origin', () => {
  test.each([
    ['https://shop.example', false],
    ['https://shop.example:8443', false],
    ['http://localhost:8080', false],
    ['http://127.0.0.1', false],
    ['http://shop.example', true],
  ])('%s is taken; insecure: %s', (text, insecure) =>
    expect(parseOrigin(text)).toEqual({ origin: text, insecure }),
  );

  test.each([
    ['https://shop.example/', /browsers would send https:\/\/shop\.example$/],
    ['https://Shop.example', /browsers would send https:\/\/shop\.example$/],
    ['https://shop.example:443', /browsers would send https:\/\/shop\.example$/],
    ['https://me:pw@shop.example', /browsers would send/],
    ['https://shop.example?x', /browsers would send/],
    ['shop.example', /expected scheme and host/],
    ['*', /any page/],
    ['https://*.shop.example', /any page/],
    ['null', /--allow-null-origin/],
    ['ftp://shop.example', /https:\/\//],
    ['', /expected scheme/],
  ])('%s is none', (text, error) =>
    expect(parseOrigin(text)).toEqual({ error: expect.stringMatching(error) }),
  );
});

test('a storefront on this machine is let in by both of its names', () => {
  expect(bothNames('http://127.0.0.1:8080')).toEqual(['http://127.0.0.1:8080', 'http://localhost:8080']);
  expect(bothNames('http://localhost')).toEqual(['http://127.0.0.1', 'http://localhost']);
  expect(bothNames('https://shop.example')).toEqual(['https://shop.example']);
});

test.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['localhost.example', false],
])('who listens on %s hears this machine only: %s', (host, expected) =>
  expect(isLoopback(host)).toBe(expected),
);
