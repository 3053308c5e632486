import type { SaysoEvent } from '@sayso/protocol';
import { expect, test } from 'vitest';
import type { BeforeSend } from './config.ts';
import { asked, pageOf, shapeProps } from './event.ts';

test('amounts are rounded to the currency’s minor unit, in items too, and texts that are numbers are taken', () => {
  expect(shapeProps('purchase', { currency: 'USD', value: 59.970000000000006, tax: '1.005' })).toMatchObject({
    value: 59.97,
    tax: 1,
  });
  const items = [{ item_id: 'a', price: 1999.4, discount: 0.5 }];
  expect(shapeProps('view_item', { currency: 'JPY', items })).toEqual({
    currency: 'JPY',
    items: [{ item_id: 'a', price: 1999, discount: 1 }],
  });
});

test('an amount without a currency, or in none that there is, is refused', () => {
  expect(shapeProps('view_item', { items: [{ item_id: 'a', price: 3 }] })).toBeNull();
  expect(shapeProps('view_item', { items: [{ item_id: 'a' }], value: 3 })).toBeNull();
  expect(shapeProps('view_item', { items: [{ item_id: 'a', price: 3 }], currency: 'dollars' })).toBeNull();
  expect(shapeProps('view_item', { items: [{ item_id: 'a', price: 'a lot' }], currency: 'USD' })).toBeNull();
  expect(shapeProps('view_item', { items: [{ item_id: 'a' }] })).not.toBeNull();
});

test('a value that is no money, as of a web vital, needs no currency', () => {
  expect(shapeProps('web_vital', { metric: 'LCP', value: 2400.123 })).toEqual({
    metric: 'LCP',
    value: 2400.123,
  });
});

test('a price that Object.prototype was given is nobody’s price', () => {
  Object.defineProperty(Object.prototype, 'price', { value: 5, configurable: true });
  try {
    expect(shapeProps('view_item', { items: [{ item_id: 'a' }] })).toEqual({ items: [{ item_id: 'a' }] });
  } finally {
    Reflect.deleteProperty(Object.prototype, 'price');
  }
});

test('what is too much is refused, not cut', () => {
  expect(shapeProps('search', { a: 'x'.repeat(500) })).not.toBeNull();
  expect(shapeProps('search', { a: 'x'.repeat(501) })).toBeNull();
  expect(shapeProps('view_item', { items: [{ item_id: 'x'.repeat(501) }] })).toBeNull();
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`p${n}`, n]));
  expect(shapeProps('search', many)).toBeNull();
});

test('a proof is a token, and may be longer than a text', () => {
  expect(shapeProps('identify', { proof: 'x'.repeat(900) })).not.toBeNull();
});

test('what is no plain object is refused, and nothing throws', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const trap = {
    get a(): never {
      throw new Error('getter');
    },
  };
  for (const given of [circle, trap, [], 'text', 5, 5n, () => 1])
    expect(shapeProps('search', given)).toBeNull();
  for (const nothing of [undefined, null]) expect(shapeProps('search', nothing)).toEqual({});
});

test('what the page changes afterwards does not change the event', () => {
  const given = { search_term: 'cup', results: [1] };
  const props = shapeProps('search', given);
  given.results.push(2);
  expect(props).toEqual({ search_term: 'cup', results: [1] });
});

test('a search term is cleaned of what may name a person', () => {
  const term = shapeProps('search', { search_term: 'order of jane@doe.example, call 040 1234567' });
  expect(term?.search_term).toBe('order of [email] call [number]');
});

test('a page is its address without query, fragment, numbers of orders and addresses of people', () => {
  const address = 'https://u:p@shop.example/thanks/8812345?email=a@b.c&utm_source=x#t';
  expect(pageOf(address, 'https://search.example/?q=private', 'Cups', 'id')).toEqual({
    url: 'https://shop.example/thanks/:id?utm_source=x',
    path: '/thanks/:id',
    title: 'Cups',
    referrer: 'https://search.example',
    id: 'id',
  });
});

test.each(['/account', '/en/checkout/2', '/Orders/', '/login?to=x', '/password', '/reset', '/#/account/7'])(
  'no title where it may name the visitor: %s',
  (path) => {
    expect(pageOf(`https://shop.example${path}`, '', 'Jane Doe')).not.toHaveProperty('title');
  },
);

const EVENT = {
  id: 'an id',
  name: 'search',
  at: '2026-01-01T00:00:00Z',
  seq: 3,
  page: { url: 'https://shop.example/find', path: '/find', title: 'Find', id: 'a page' },
  props: { search_term: 'cup' },
};
const ask = (beforeSend: (event: SaysoEvent) => unknown) => asked(EVENT, beforeSend as BeforeSend);

test('the page’s own code may change properties and page, and take away from them', () => {
  const changed = ask((event) => ({
    ...event,
    page: { url: 'https://shop.example/', referrer: 'https://else.example/a' },
    props: { search_term: 'mug' },
  }));
  expect(changed).toEqual({
    ...EVENT,
    page: { url: 'https://shop.example/', path: '/', referrer: 'https://else.example', id: 'a page' },
    props: { search_term: 'mug' },
  });
  expect(ask((event) => Object.assign(event, { props: undefined }))).toEqual({ ...EVENT, props: {} });
});

test('it changes nothing else of an event, and nothing of it afterwards', () => {
  let kept: SaysoEvent | undefined;
  const changed = ask((event) => {
    kept = event;
    return { ...event, id: 'x', name: 'purchase', at: 'x', seq: 9, subject: 's', session: 'y' };
  });
  expect(changed).toEqual(EVENT);
  Object.assign(kept?.props ?? {}, { search_term: 'later' });
  Object.assign(kept?.page ?? {}, { url: 'later', id: 'z' });
  expect(changed).toEqual(EVENT);
});

test('what it returns is cleaned and checked like any event', () => {
  const page = { url: 'https://a:b@shop.example/find?token=1#f', title: 'of jane@doe.example', id: 'x' };
  expect(ask((event) => ({ ...event, page, props: { search_term: 'jane@doe.example' } }))).toMatchObject({
    page: { url: 'https://shop.example/find', path: '/find', title: 'of [email]', id: 'a page' },
    props: { search_term: '[email]' },
  });
  for (const props of [{ search_term: 'x'.repeat(501) }, { value: 1, currency: 'none' }, [], 'text']) {
    expect(ask((event) => ({ ...event, props }))).toBeNull();
  }
  for (const url of ['', 'javascript:alert(1)', 7, null]) {
    expect(ask((event) => ({ ...event, page: { url } }))).toBeNull();
  }
});

test('it drops an event by returning nothing, a promise or what has no page, and by throwing', () => {
  const fail = (): never => {
    throw new Error('from the page');
  };
  for (const said of [null, undefined, false, {}, 'text', Promise.resolve(EVENT)]) {
    expect(ask(() => said)).toBeNull();
  }
  expect(ask(fail)).toBeNull();
});
