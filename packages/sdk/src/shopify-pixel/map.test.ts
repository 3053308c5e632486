import { EVENTS, parsePage, parseProps } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { DATA, EXPECTED, type Heard, SECRETS, VARIANT } from '../../../../test/shopify/events.ts';
import { bytesOf, toEvent } from './event.ts';
import { EVENTS_HEARD } from './map.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const given = (
  data: unknown,
  href = 'https://shop.example/products/cup?utm_source=mail&email=jane@doe.example#x',
) => ({
  id: 'sh-1',
  clientId: 'a1b2c3d4-shopify-client',
  timestamp: '2026-11-21T11:59:00.000Z',
  context: {
    document: {
      location: { href },
      referrer: 'https://search.example/?q=jane@doe.example',
      title: 'Cup for jane@doe.example',
    },
    navigator: { userAgent: 'Mozilla/5.0' },
  },
  data,
});

describe('every event that Shopify has for the vocabulary', () => {
  test('is listened to, and no other', () => {
    expect(Object.keys(EVENTS_HEARD).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(Object.entries(EXPECTED))('%s', (heard, [name, props]) => {
    const event = toEvent(heard, given(DATA[heard as Heard]), NOW);
    expect(event).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name,
      at: '2026-11-21T11:59:00.000Z',
      page: {
        url: 'https://shop.example/products/cup?utm_source=mail',
        path: '/products/cup',
        referrer: 'https://search.example',
        title: 'Cup for [email]',
      },
      props,
    });
    // The collector keeps it as it is.
    expect(Object.keys(EVENTS)).toContain(name);
    expect(parseProps(name, event?.props, {})).toEqual(
      name === 'view_item_list' || event?.props ? event?.props : {},
    );
    expect(parsePage(event?.page)).toEqual(event?.page);
    const text = JSON.stringify(event);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });
});

test('a checkout’s page has no title, and neither its secret nor that of an order or a shared cart in its path', () => {
  for (const [path, cleaned] of [
    ['/checkouts/cn/hWNabcdefgh/information', '/checkouts/cn/:id/information'],
    ['/checkouts/abcdefghij', '/checkouts/:id'],
    ['/12345678/orders/abcdefghij', '/:id/orders/:id'],
    ['/cart/c/abcdefghij?key=secretkey', '/cart/c/:id'],
  ]) {
    const page = toEvent('page_viewed', given({}, `https://shop.example${path}`), NOW)?.page;
    expect(page).toEqual({
      url: `https://shop.example${cleaned}`,
      path: cleaned,
      referrer: 'https://search.example',
    });
  }
});

test('amounts are rounded to what the currency has, and one of another currency or of none is left out', () => {
  const priced = (amount: unknown, currencyCode: unknown) =>
    toEvent('product_viewed', given({ productVariant: { ...VARIANT, price: { amount, currencyCode } } }), NOW)
      ?.props;
  expect(priced(1200.4, 'JPY')).toMatchObject({ value: 1200, currency: 'JPY' });
  expect(priced('1.2346', 'KWD')).toMatchObject({ value: 1.235, currency: 'KWD' });
  for (const [amount, currency] of [
    [-1, 'EUR'],
    ['', 'EUR'],
    [Number.NaN, 'EUR'],
    [1, 'euro'],
    [1, null],
    [{}, 'EUR'],
  ])
    expect(priced(amount, currency)).toEqual({
      items: [expect.not.objectContaining({ price: expect.anything() })],
    });
});

test('an order without a number, and an event without an id, a product or a price that it needs, is none', () => {
  const checkout = { ...DATA.checkout_completed.checkout, order: null };
  expect(toEvent('checkout_completed', given({ checkout }), NOW)).toBeNull();
  expect(toEvent('cart_viewed', given({ cart: null }), NOW)).toBeNull();
  expect(toEvent('product_viewed', given({ productVariant: {} }), NOW)).toBeNull();
  expect(toEvent('page_viewed', { ...given({}), id: undefined }, NOW)).toBeNull();
  expect(toEvent('clicked', given({ element: { tagName: 'INPUT', value: 'x' } }), NOW)).toBeNull();
});

test('where a parcel is fetched is an address, and is not told', () => {
  const delivery = { selectedDeliveryOptions: [{ title: 'Kiosk, Lindenallee 7', type: 'pickupPoint' }] };
  const checkout = { ...DATA.checkout_completed.checkout, delivery };
  expect(toEvent('checkout_shipping_info_submitted', given({ checkout }), NOW)?.props).toEqual({
    shipping_tier: 'pickupPoint',
  });
});

test('a payment is its kind, whatever is written there', () => {
  const typed = (type: unknown) => {
    const checkout = { transactions: [{ paymentMethod: { type, name: 'Visa 4242' } }] };
    return toEvent('payment_info_submitted', given({ checkout }), NOW)?.props;
  };
  expect(typed('wallet')).toEqual({ payment_type: 'wallet' });
  for (const type of ['4242 4242 4242 4242', 'Jane Doe', 'a@b.example', 42, null, {}])
    expect(typed(type)).toBeUndefined();
});

test('a large order keeps its value and loses words, then lines, until it fits', () => {
  const checkout = {
    ...DATA.checkout_completed.checkout,
    lineItems: Array.from({ length: 300 }, (_, i) => ({
      quantity: 1,
      variant: {
        ...VARIANT,
        id: `${i}`,
        product: { ...VARIANT.product, title: 'A cup with a long name '.repeat(20) },
      },
    })),
  };
  const event = toEvent('checkout_completed', given({ checkout }), NOW);
  expect(bytesOf(event)).toBeLessThanOrEqual(8192);
  expect(event?.props).toMatchObject({ value: 27.4, transaction_id: '5501234567' });
  expect(event?.props?.items).toHaveProperty(
    'length',
    expect.toSatisfy((length) => length > 90),
  );
  expect(parseProps('purchase', event?.props, {})).not.toBeNull();
});

test('whatever a store puts in the fields, there is no error, and what comes out the collector would take', {
  timeout: 30_000,
}, () => {
  const hostile = [null, '', {}, '\ud800', 'x'.repeat(9_000), Symbol('x'), 10n, [[[]]]];
  /** Each leaf in turn replaced. */
  const broken = (value: unknown, by: unknown): unknown[] =>
    typeof value !== 'object' || value === null
      ? [by]
      : [
          by,
          ...Object.keys(value).flatMap((key) =>
            broken((value as Record<string, unknown>)[key], by).map((one) =>
              Array.isArray(value) ? [one] : { ...value, [key]: one },
            ),
          ),
        ];
  let tried = 0;
  const refused: string[] = [];
  for (const heard of Object.keys(DATA) as Heard[]) {
    for (const by of hostile) {
      for (const one of broken(given(DATA[heard]), by)) {
        tried++;
        const event = toEvent(heard, one, NOW);
        if (!event) continue;
        const isTaken =
          parseProps(event.name, event.props, {}) &&
          (!event.page || parsePage(event.page)) &&
          bytesOf(event) <= 8192;
        if (!isTaken) refused.push(`${heard} ${JSON.stringify(event).slice(0, 500)}`);
      }
    }
  }
  expect(refused).toEqual([]);
  expect(tried).toBeGreaterThan(3_000);
  const trap = new Proxy(
    {},
    {
      get() {
        throw new Error('mine');
      },
      getOwnPropertyDescriptor() {
        throw new Error('mine');
      },
    },
  );
  expect(toEvent('page_viewed', trap, NOW)).toBeNull();
});
