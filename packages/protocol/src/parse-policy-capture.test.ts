import { describe, expect, test } from 'vitest';
import { parsePolicy } from './parse-policy.ts';

const parse = (capture: unknown) =>
  parsePolicy({
    controller: { name: 'A', contact: 'a@a.example', privacyPolicyUrl: '/privacy' },
    purposes: [{ id: 'analytics', events: ['page_view', 'click', 'scroll'] }],
    regimes: { default: 'opt-in' },
    capture,
  });
const errors = (capture: unknown) => {
  const parsed = parse(capture);
  return 'errors' in parsed ? parsed.errors : [];
};
const theme = { product: '.product', id: '.product @data-id' };

describe('what a policy says under capture', () => {
  test('names four sources if it says nothing', () => {
    expect(parse({})).toMatchObject({
      policy: { capture: { hold: false, sources: ['page', 'click', 'markup', 'dataLayer'] } },
    });
  });

  test('may name eight more, and what they have to be told', () => {
    const capture = {
      hold: false,
      sources: [
        ...['page', 'click', 'markup', 'dataLayer', 'search', 'form', 'scroll', 'engagement'],
        ...['vitals', 'error', 'structured', 'selectors'],
      ],
      hashRoutes: true,
      searchParams: ['q', 'filter[text]'],
      sample: { click: 0.1, scroll: 1 },
      selectors: {
        ...theme,
        name: 'h1',
        variant: '.variant',
        brand: '.brand',
        category: '.crumbs',
        price: 'meta[itemprop="price"] @content',
        currency: 'EUR',
        locale: 'de-CH',
        addToCart: 'form[action*="/cart"] button',
        cartRequest: '/cart/add',
        cartCount: '.cart-count',
      },
    };
    expect(parse(capture)).toMatchObject({ policy: { capture } });
  });

  test.each<[string, unknown, string, RegExp]>([
    [
      'a source that is none',
      { sources: ['keys'] },
      'capture.sources[0]',
      /one of page, click, .*selectors, got "keys"/,
    ],
    ['a source twice', { sources: ['page', 'page'] }, 'capture.sources[1]', /already there/],
    ['a slip in a setting', { hashRoute: true }, 'capture.hashRoute', /did you mean hashRoutes/],
    [
      'an odd parameter',
      { sources: ['search'], searchParams: ['a b'] },
      'capture.searchParams[0]',
      /such as q/,
    ],
    ['no parameter', { sources: ['search'], searchParams: [] }, 'capture.searchParams', /at least 1/],
    ['a setting of another source', { searchParams: ['q'] }, 'capture.searchParams', /name search under/],
    [
      'routes without pages',
      { sources: ['click'], hashRoutes: true },
      'capture.hashRoutes',
      /name page under/,
    ],
    ['selectors that nobody reads', { selectors: theme }, 'capture.selectors', /name selectors under/],
    ['a share of nobody', { sample: { click: 0 } }, 'capture.sample.click', /more than 0, at most 1/],
    ['a share of more than all', { sample: { click: 10 } }, 'capture.sample.click', /such as 0\.1, got 10/],
    ['a share in words', { sample: { click: '10%' } }, 'capture.sample.click', /such as 0\.1/],
    ['a share of no event', { sample: { clicks: 0.1 } }, 'capture.sample.clicks', /did you mean click\?/],
    ['selectors without any', { sources: ['selectors'] }, 'capture.selectors', /is missing/],
  ])('%s is refused', (_name, capture, path, message) => {
    expect(errors(capture)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  test.each<[string, object, string, RegExp]>([
    ['a field’s value', { id: 'input[name=id] @value' }, 'id', /never read/],
    ['an odd attribute', { id: 'input @Data' }, 'id', /small letters/],
    ['an attribute of a button', { addToCart: '.add @id', cartCount: '.n' }, 'addToCart', /no @attribute/],
    ['no id', { id: undefined }, 'id', /nothing|missing/],
    ['a price without currency', { price: '.price' }, 'currency', /is missing/],
    ['an odd locale', { locale: 'German' }, 'locale', /such as de-CH/],
    ['a button that nothing confirms', { addToCart: '.add' }, 'addToCart', /a click alone/],
    ['a count of nothing', { cartCount: '.n' }, 'cartCount', /without addToCart/],
    ['a request that is any', { addToCart: '.a', cartRequest: '/' }, 'cartRequest', /such as \/cart\/add/],
  ])('selectors with %s are refused', (_name, change, field, message) => {
    expect(errors({ sources: ['selectors'], selectors: { ...theme, ...change } })).toEqual([
      { path: `capture.selectors.${field}`, message: expect.stringMatching(message) },
    ]);
  });
});
