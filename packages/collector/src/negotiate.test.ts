import { expect, test } from 'vitest';
import { accepts, isMatch } from './negotiate.ts';

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.0, gzip;q=0', 'identity'],
  ['br;q=0.5, gzip;q=1', 'gzip'],
  ['br; q=0.5 , gzip ; q=0.5', 'br'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['*;q=0.1, br;q=0', 'gzip'],
  ['identity', 'identity'],
  ['identity;q=0.5, gzip;q=0.1', 'identity'],
  ['gzip;q=0.001', 'gzip'],
  ['br;q=high', 'identity'],
  ['deflate', 'identity'],
  ['identity;q=0', 'identity'],
  [`${'a,'.repeat(100_000)}br`, 'identity'],
])('Accept-Encoding: %.60s is answered in %s', (header, coding) => expect(accepts(header)).toBe(coding));

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  ['', false],
  [undefined, false],
])('If-None-Match: %s knows "a": %s', (header, expected) => expect(isMatch(header, '"a"')).toBe(expected));
