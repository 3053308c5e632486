import { expect, test } from 'vitest';
import { newSite, noSuchSite, type SiteRequest } from './new-site.ts';

const request = (more: Partial<SiteRequest> = {}): SiteRequest => ({
  id: 'shop',
  origins: ['https://shop.example'],
  allowNullOrigin: false,
  logOrigin: 'collector.example',
  ...more,
});
const made = (more?: Partial<SiteRequest>) => newSite(request(more), Date.UTC(2026, 10, 21));

test('a site has the origins it was given, once each, and a log of its own name', () =>
  expect(made({ origins: ['https://shop.example', 'https://shop.example'] })).toEqual({
    site: {
      id: 'shop',
      origins: ['https://shop.example'],
      allowNullOrigin: false,
      logOrigin: 'collector.example/shop',
      createdAt: '2026-11-21T00:00:00.000Z',
    },
    warnings: [],
  }));

test.each(['s', 'Shop', 'shop_1', 'a'.repeat(41), '', '../x', 'sites', 'keys', 'audit'])(
  '%s can not be the id of a site',
  (id) => expect(made({ id })).toEqual({ errors: [expect.any(String)] }),
);

test('a site that no page belongs to is refused, and one of any page too', () => {
  expect(made({ origins: [] })).toEqual({ errors: [expect.stringMatching(/at least one --origin/)] });
  expect(made({ origins: ['*'] })).toEqual({ errors: [expect.stringMatching(/any page/)] });
});

test.each(['a log', 'a+b', '', 'shop.example/', ' x'])('%j can not name a log', (logOrigin) =>
  expect(made({ logOrigin })).toEqual({ errors: [expect.stringMatching(/--log-origin must be/)] }),
);

test('http is taken with a warning, and without one on this machine', () => {
  expect(made({ origins: ['http://shop.example'] })).toMatchObject({
    warnings: [expect.stringMatching(/https/)],
  });
  expect(made({ origins: ['http://localhost:8080'] })).toMatchObject({ warnings: [] });
});

test('a site that does not exist is answered with the one that was meant', () => {
  expect(noSuchSite('shpo', ['demo', 'shop'])).toMatch(/did you mean shop\?/);
  expect(noSuchSite('x', ['demo', 'shop'])).toMatch(/there is demo, shop/);
  expect(noSuchSite('x', [])).toMatch(/site create/);
});
