import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const PAGE = 'https://shop.example/cups?x=1';

test('a collector may be an address, or a path on the store’s own origin', () => {
  expect(parseConfig({ site: 'demo', collector: 'https://c.example/' }, PAGE)).toEqual({
    site: 'demo',
    collector: 'https://c.example',
  });
  expect(parseConfig({ site: 'demo', collector: '/sayso' }, PAGE)).toMatchObject({
    collector: 'https://shop.example/sayso',
  });
});

test.each([
  [undefined, /no site id/],
  [{ site: 'Demo', collector: 'https://c.example' }, /no site id: Demo/],
  [{ site: 'demo', collector: 'https://' }, /no address: https:/],
  [{ site: 'demo' }, /no address: undefined/],
  [{ site: 'demo', collector: '' }, /no address/],
  [{ site: 'demo', collector: 'javascript:alert(1)' }, /no address/],
])('what is wrong is one sentence: %j', (options, sentence) => {
  expect(parseConfig(options as never, PAGE)).toMatch(sentence);
});
