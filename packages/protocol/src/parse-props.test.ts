import { describe, expect, test } from 'vitest';
import { parsePage, parseProps } from './parse-props.ts';

const item = { item_id: 'shoe', price: 49.9, quantity: 2 };
const parse = (name: string, props: unknown, declared = {}) => parseProps(name, props, declared);

describe('properties', () => {
  test('that nobody declared are dropped, in items too', () => {
    expect(
      parse('view_item', {
        items: [{ ...item, ann: 1 }],
        value: 1,
        currency: 'EUR',
        email: 'ann@mail.example',
      }),
    ).toEqual({ items: [item], value: 1, currency: 'EUR' });
    expect(parse('page_view', { utm_source: 'letter', gclid: 'x' })).toEqual({ utm_source: 'letter' });
  });

  test('of an event without any may be left out', () => {
    expect(parse('page_view', undefined)).toEqual({});
    expect(parse('add_payment_info', {})).toEqual({});
  });

  test('that are required and missing make it invalid', () => {
    for (const [name, props] of [
      ['search', {}],
      ['search', { search_term: null }],
      ['view_item', { value: 1, currency: 'EUR' }],
      ['purchase', { transaction_id: '1', value: 1, currency: 'EUR' }],
      ['click', { text: 'x' }],
    ] as const) {
      expect(parse(name, props), name).toBeNull();
    }
  });

  test.each([null, 7, 'x', [], [[]]])('that are %j make it invalid', (props) => {
    expect(parse('page_view', props)).toBeNull();
  });

  test('are texts of at most 500 characters, well-formed', () => {
    expect(parse('page_view', { utm_source: 'x'.repeat(500) })).not.toBeNull();
    expect(parse('page_view', { utm_source: 'x'.repeat(501) })).toBeNull();
    expect(parse('page_view', { utm_source: 'half \ud83d' })).toBeNull();
  });

  test('that a visitor typed or reads are cleaned', () => {
    expect(parse('search', { search_term: 'ann@mail.example shoes', results: 3 })).toEqual({
      search_term: '[email] shoes',
      results: 3,
    });
    expect(parse('search', { search_term: `shoe ${'x '.repeat(200)}` })?.search_term).toHaveLength(100);
    expect(parse('click', { tag: 'a', text: `hello ${'y '.repeat(99)}` })?.text).toHaveLength(64);
  });

  test('that are addresses keep origin and path only', () => {
    expect(
      parse('click', { tag: 'a', href: 'https://ann@x.example/orders/123456?utm_source=letter&q=1#f' })?.href,
    ).toBe('https://x.example/orders/:id');
    expect(parse('click', { tag: 'a', href: 'javascript:alert(1)' })).toBeNull();
  });

  test('that are amounts need a currency, and no more decimals than it has', () => {
    const bought = (over: object) => parse('view_item', { items: [item], currency: 'EUR', ...over });
    expect(bought({ value: 49.9 })).not.toBeNull();
    for (const over of [
      { value: 49.999 },
      { currency: 'JPY' },
      { currency: undefined },
      { currency: 'euro' },
      { value: '1' },
      { value: Number.POSITIVE_INFINITY },
    ]) {
      expect(bought(over), JSON.stringify(over)).toBeNull();
    }
    expect(parse('view_item', { items: [{ item_id: 'a' }] })).toEqual({ items: [{ item_id: 'a' }] });
  });

  test('are at most 50, and items at most 200, each with an id and a whole quantity from 1', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}`, 1]));
    expect(parse('page_view', many(50))).toEqual({});
    expect(parse('page_view', many(51))).toBeNull();
    const items = (list: unknown) => parse('select_item', { items: list });
    expect(items(Array(200).fill({ item_id: 'a' }))).not.toBeNull();
    for (const wrong of [
      Array(201).fill({ item_id: 'a' }),
      {},
      [null],
      [[]],
      [{}],
      [{ item_id: 1 }],
      [{ item_id: 'a', quantity: 0 }],
      [{ item_id: 'a', quantity: 1.5 }],
      [{ item_id: 'a', quantity: -1 }],
    ]) {
      expect(items(wrong), JSON.stringify(wrong).slice(0, 60)).toBeNull();
    }
  });

  test('that the store declared are taken, of their kind', () => {
    const declared = { configure: { colour: 'string', 'size*': 'integer', text: 'number' } };
    expect(parse('configure', { size: 4, colour: 'red', text: 5 }, declared)).toEqual({
      size: 4,
      colour: 'red',
      text: 5,
    });
    expect(parse('configure', { colour: 'red' }, declared)).toBeNull();
    expect(parse('configure', { size: 4, colour: 7 }, declared)).toBeNull();
  });

  test('never come from what every object has', () => {
    const props = JSON.parse('{"__proto__": {"search_term": "x"}}');
    expect(parse('search', props)).toBeNull();
    expect(parse('constructor', {}, {})).toEqual({});
    expect(parse('page_view', Object.create({ utm_source: 'inherited' }))).toEqual({});
  });
});

describe('a page', () => {
  test('is its address, path, title and referrer, cleaned', () => {
    expect(
      parsePage({
        url: 'https://shop.example/orders/123456?q=1#x',
        path: '/lies',
        title: 'Hello ann@mail.example',
        referrer: 'https://search.example/?q=ann',
        id: 'p-1',
        more: 1,
      }),
    ).toEqual({
      url: 'https://shop.example/orders/:id',
      path: '/orders/:id',
      title: 'Hello [email]',
      referrer: 'https://search.example',
      id: 'p-1',
    });
  });

  test('without what can be left out is its address', () => {
    expect(parsePage({ url: 'https://shop.example/', title: 7, referrer: 'x', id: 'not an id' })).toEqual({
      url: 'https://shop.example/',
      path: '/',
    });
  });

  test.each([null, 7, 'https://shop.example/', [], {}, { url: 7 }, { url: 'x' }, { url: 'data:,x' }])(
    '%j is none',
    (page) => {
      expect(parsePage(page)).toBeNull();
    },
  );
});
