import { expect, test } from 'vitest';
import { webAddress } from './address.ts';

test.each([
  ['/a', 'https://shop.example/a'],
  ['//cdn.example/a', 'https://cdn.example/a'],
  ['javascript:alert(1)', undefined],
  [' java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['blob:https://shop.example/1', undefined],
  ['https://', undefined],
])('%j leads to %s', (given, expected) =>
  expect(webAddress(given, 'https://shop.example/')?.href).toBe(expected),
);
