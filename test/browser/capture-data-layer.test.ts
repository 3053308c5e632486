import { describe, expect, test } from 'vitest';
import { begun, captured, openCapture, propsOf } from './capture-scene.ts';
import { until } from './visitor.ts';

const LAYER = `<script>
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  const mug = { item_id: 'mug', item_name: 'Mug', price: '18.50', quantity: '1', customer: 'Jane Doe' };
</script>`;

const scene = openCapture(
  { sources: ['page', 'click', 'markup', 'dataLayer'] },
  {
    '/product': `${LAYER}<h1>Mug</h1><script>
      gtag('js', new Date());
      gtag('config', 'G-1', { user_id: 'secret' });
      dataLayer.push({ event: 'gtm.dom', secret: 'secret' });
      gtag('event', 'add_to_wishlist', { currency: 'EUR', items: [mug] });
      dataLayer.push({ ecommerce: null });
      dataLayer.push({
        event: 'view_item', user_data: { email: 'secret' },
        ecommerce: { currency: 'EUR', value: 18.5, items: [mug], affiliation: 'secret' },
      });
    </script>`,
    '/late': `${LAYER}<h1>Late</h1><button data-sayso-event="add_to_cart"
        data-sayso-item='{"id":"mug"}' onclick="gtag('event', 'add_to_cart', { items: [mug] })">Add</button>`,
    '/none': '<h1>None</h1>',
    '/thanks': `${LAYER}<h1>Thanks</h1><script>
      dataLayer.push({ event: 'purchase', ecommerce: {
        transaction_id: 88123456789012, currency: 'JPY', value: '3700', shipping: 500, tax: 0, coupon: 'SPRING10',
        items: [mug, { ...mug, item_id: 7, price: undefined, quantity: 0, index: 0, item_category: 'Kitchen' }] } });
    </script>`,
  },
);

type Page = Window & { dataLayer: unknown[] & { push(...items: unknown[]): number }; seen: unknown[] };

describe.concurrent('what a store pushes to the dataLayer', () => {
  test('from before this was loaded is captured, as commands and as objects, and nothing else of it', async () => {
    const visitor = await scene.returning();
    await visitor.open('/product');
    const item = { item_id: 'mug', item_name: 'Mug', price: 18.5, quantity: 1 };
    expect(await propsOf(visitor, 'view_item')).toEqual([{ currency: 'EUR', value: 18.5, items: [item] }]);
    expect(await propsOf(visitor, 'add_to_wishlist')).toEqual([{ currency: 'EUR', items: [item] }]);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/secret|Jane/);
  });

  test('before the visitor chose is dropped, but for what the page still shows', async () => {
    const visitor = await scene.visit();
    await visitor.open('/product');
    await visitor.page.evaluate(() => {
      (window as unknown as Page).dataLayer.push({ event: 'search', search_term: 'before' });
    });
    await visitor.accept();
    expect(await propsOf(visitor, 'view_item')).toHaveLength(1);
    await visitor.page.evaluate(() => {
      (window as unknown as Page).dataLayer.push({ event: 'search', search_term: 'after' });
    });
    expect(await propsOf(visitor, 'search')).toEqual([{ search_term: 'after' }]);
    expect(await captured(visitor, 'add_to_wishlist')).toEqual([]);
    const [choice] = await visitor.receipts();
    const events = await captured(visitor, /./);
    expect(events.every(({ at }) => at >= String(choice?.at))).toBe(true);
  });

  test('is not taken for what the page shows when the visitor has gone on without a load', async () => {
    const visitor = await scene.visit();
    await visitor.open('/product');
    await visitor.page.evaluate(() => history.pushState(null, '', '/basket'));
    await visitor.accept();
    await begun(visitor, 'dataLayer');
    await visitor.page.waitForTimeout(300);
    expect(await captured(visitor, 'view_item')).toEqual([]);
  });

  test('goes on to whoever listened before, as it was pushed, with the same this and answer', async () => {
    const visitor = await scene.returning();
    await visitor.page.addInitScript(() => {
      const page = window as unknown as Page;
      page.seen = [];
      const layer = [] as unknown as Page['dataLayer'];
      layer.push = function (this: unknown, ...items) {
        page.seen.push([this === layer, ...items]);
        return Array.prototype.push.apply(layer, items);
      };
      page.dataLayer = layer;
    });
    await visitor.open('/none');
    await begun(visitor, 'dataLayer');
    const said = await visitor.page.evaluate(() => {
      const page = window as unknown as Page;
      const trap = {
        get event(): never {
          throw new Error('a getter');
        },
      };
      const odd = [
        null,
        undefined,
        7,
        'text',
        () => 1,
        trap,
        { event: 'view_item', ecommerce: 'x' },
        [],
        { event: 5 },
      ];
      const lengths = odd.map((item) => page.dataLayer.push(item));
      lengths.push(
        page.dataLayer.push({ event: 'search', search_term: 'a' }, { event: 'search', search_term: 'b' }),
      );
      return { lengths, seen: page.seen.map((entry) => (entry as unknown[])[0]), count: page.seen.length };
    });
    expect(said).toEqual({ lengths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 11], seen: Array(10).fill(true), count: 10 });
    expect(await propsOf(visitor, 'search', 2)).toEqual([{ search_term: 'a' }, { search_term: 'b' }]);
    expect(visitor.errors).toEqual([]);
  });

  test('that the markup says too is captured once', async () => {
    const visitor = await scene.returning();
    await visitor.open('/late');
    await begun(visitor, 'dataLayer');
    await visitor.page.getByRole('button', { name: 'Add' }).click();
    await visitor.page.waitForTimeout(300);
    expect(await propsOf(visitor, 'add_to_cart')).toEqual([{ items: [{ item_id: 'mug' }] }]);
  });

  test('of an order keeps its number, and amounts in its currency', async () => {
    const visitor = await scene.returning();
    await visitor.open('/thanks');
    const [props] = await until(() => propsOf(visitor, 'purchase'), 'the purchase');
    expect(props).toEqual({
      transaction_id: '88123456789012',
      currency: 'JPY',
      value: 3700,
      shipping: 500,
      tax: 0,
      coupon: 'SPRING10',
      items: [
        { item_id: 'mug', item_name: 'Mug', price: 19, quantity: 1 },
        { item_id: '7', item_name: 'Mug', item_category: 'Kitchen', index: 0 },
      ],
    });
  });
});
