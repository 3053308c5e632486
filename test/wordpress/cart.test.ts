import { describe, expect, test } from 'vitest';
import { names, settle, type Visitor } from '../browser/visitor.ts';
import { itemsOf, openStore, productPath, standIn } from './store.ts';
import { PARTS } from './wordpress.ts';

describe.skipIf(!PARTS)('the cart of a store in WordPress', () => {
  // Playwright switches the back/forward cache off.
  const store = openStore(() => {}, { ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  const blockAdd = (visitor: Visitor, id: number, quantity: number): Promise<unknown> =>
    standIn(visitor, `standIn.block('/cart/add-item', {id: ${id}, quantity: ${quantity}})`);
  const order = async (visitor: Visitor): Promise<void> => {
    await visitor.open('/checkout/');
    await visitor.page.getByRole('button', { name: 'Place order' }).click();
    await visitor.page.waitForURL(/order-received/);
  };

  test('is filled and emptied by form, AJAX and block: each change once, as the server saw it', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.lamp));
    await visitor.accept();
    await visitor.page.getByRole('button', { name: 'Add to cart' }).click();
    const [first] = await store.events(visitor, 'add_to_cart', 1);
    expect(first?.props).toMatchObject({
      value: 19.99,
      items: [{ item_id: `${store.ids.lamp}`, quantity: 1 }],
    });

    await standIn(visitor, `standIn.classic(${store.ids.mug}, 2)`);
    await store.events(visitor, 'add_to_cart', 2);
    const { key } = (await blockAdd(visitor, store.ids.mug, 1)) as { key: string };
    await store.events(visitor, 'add_to_cart', 3);
    await standIn(visitor, `standIn.block('/cart/update-item', {key: '${key}', quantity: 1})`);
    await store.events(visitor, 'remove_from_cart', 1);
    // Said to be added, and not added: no event. The same by a link that leads on to another page.
    await standIn(visitor, `standIn.classic(${store.ids.free})`);
    await visitor.open('/cart/');
    await visitor.page.locator('a.remove').first().click();
    const removed = await store.events(visitor, 'remove_from_cart', 2);
    await settle(visitor.page);

    const added = await store.events(visitor, 'add_to_cart', 3);
    const told = (events: typeof added): unknown[] =>
      events.map((event) => {
        const [item] = itemsOf(event);
        return [Number(item?.item_id), item?.quantity, event.props?.value];
      });
    const { lamp, mug } = store.ids;
    expect(told(added)).toEqual([
      [lamp, 1, 19.99],
      [mug, 2, 14],
      [mug, 1, 7],
    ]);
    expect(told(removed)).toEqual([
      [mug, 2, 14],
      [lamp, 1, 19.99],
    ]);
    expect(visitor.errors).toEqual([]);
    await visitor.close();
  });

  test('becomes an order: one purchase, also after a reload and a return, and nothing of who ordered', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.lamp));
    await visitor.accept();
    await blockAdd(visitor, store.ids.lamp, 2);
    await visitor.open('/cart-block/');
    const [cart] = await store.events(visitor, 'view_cart', 1);
    expect(cart?.props).toMatchObject({
      value: 39.98,
      currency: 'EUR',
      items: [{ price: 19.99, quantity: 2 }],
    });
    await order(visitor);
    const [checkout] = await store.events(visitor, 'begin_checkout', 1);
    expect(checkout?.props).toMatchObject({ value: 39.98, coupon: 'autumn' });
    const [purchase] = await store.events(visitor, 'purchase', 1);
    expect(purchase?.props).toMatchObject({
      transaction_id: expect.stringMatching(/^\d+$/),
      value: 39.98,
      currency: 'EUR',
      tax: 3.19,
      shipping: 4.9,
      coupon: 'autumn',
      items: [{ item_id: `${store.ids.lamp}`, price: 19.99, quantity: 2 }],
    });
    // Back from another page, as it was left; then loaded anew.
    await visitor.page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => {
        if (persisted) document.documentElement.dataset.restored = 'true';
      }),
    );
    await visitor.open('/shop/');
    await visitor.page.goBack({ waitUntil: 'commit' });
    await visitor.page.locator('html[data-restored]').waitFor({ state: 'attached' });
    await settle(visitor.page);
    await visitor.page.reload();
    await settle(visitor.page);
    const held = await visitor.held();
    expect(names(held).filter((name) => name === 'purchase')).toHaveLength(1);
    // The order took the cart; nobody took anything out of it.
    expect(names(held)).not.toContain('remove_from_cart');
    expect(JSON.stringify(held)).not.toMatch(/customer\.example|Roe-Customer|Jane|wc_order_/);
    await visitor.close();
  });

  test('of somebody who says yes only when thanked: the purchase counts, what was before it does not', async () => {
    const visitor = await store.visit();
    await visitor.open('/shop/');
    await blockAdd(visitor, store.ids.mug, 1);
    await visitor.open('/cart/');
    await order(visitor);
    await visitor.accept();
    await store.events(visitor, 'purchase', 1);
    await visitor.page.reload();
    await visitor.open('/shop/');
    await store.events(visitor, 'view_item_list', 1);
    await settle(visitor.page);
    const held = names(await visitor.held());
    expect(held.filter((name) => name === 'purchase')).toHaveLength(1);
    expect(held).not.toContain('add_to_cart');
    expect(held).not.toContain('begin_checkout');
    await visitor.close();
  });
});
