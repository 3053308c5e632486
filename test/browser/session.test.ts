import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from './harness.ts';
import { openBrowser, settle, until, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let shop: Shop;
beforeAll(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

/** Views three products, adds two, removes one, checks out. */
async function shopping(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await visitor.open('/p/stone-mug?region=DE');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.waitForURL(/cart/);
  await look(page);
  await visitor.open('/p/linen-throw');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.waitForURL(/cart/);
  await look(page);
  await visitor.open('/p/desk-lamp');
  await look(page);
  await visitor.open('/cart');
  await page.locator('[data-sayso-event="remove_from_cart"]').first().click();
  await page.waitForLoadState('load');
  await look(page);
  await page
    .getByRole('link', { name: /check ?out/i })
    .first()
    .click();
  await page.waitForURL(/checkout/);
  await page.locator('main form button').last().click();
  await page.waitForURL(/thank/);
  await settle(page);
}

/** Nobody reads a page in less. */
const look = (page: Page): Promise<void> => page.waitForTimeout(400);

const names = (events: { name: string }[]): string[] => events.map(({ name }) => name);

describe('a session on the demo store', () => {
  test('after accepting all, exactly what was done is on the disk, in its order', async () => {
    const visitor = await visit(browser, shop);
    await visitor.open('/?region=DE');
    await visitor.accept();
    await shopping(visitor);
    const held = await until(async () => {
      const found = await visitor.held();
      return found?.events.some(({ name }) => name === 'purchase') ? found : null;
    }, 'the purchase');
    const events = held.events.filter(({ name }) => !/_list$|_promotion$|^click$/.test(name));
    expect(names(events)).toEqual([
      'page_view',
      ...['page_view', 'view_item', 'add_to_cart', 'page_view', 'view_cart'],
      ...['page_view', 'view_item', 'add_to_cart', 'page_view', 'view_cart'],
      ...['page_view', 'view_item'],
      ...['page_view', 'view_cart', 'remove_from_cart', 'page_view', 'view_cart'],
      ...['page_view', 'begin_checkout'],
      ...['page_view', 'purchase'],
    ]);
    expect(held.receipts).toHaveLength(1);
    expect(new Set(held.events.map(({ id }) => id)).size).toBe(held.events.length);
    await visitor.close();
  });

  test('after rejecting all, nothing is on the disk, and nothing was even sent', async () => {
    const visitor = await visit(browser, shop);
    const before = await counts();
    await visitor.open('/?region=DE');
    await visitor.act('reject-all');
    await until(() => visitor.asked.includes('POST /v1/demo/receipts'), 'the receipt');
    await shopping(visitor);
    expect(visitor.asked.filter((request) => request === 'POST /v1/demo/events')).toEqual([]);
    const after = await counts();
    expect([after.accepted, after.refused]).toEqual([before.accepted, before.refused]);
    expect(after.receipts).toBe(before.receipts + 1);
    await visitor.close();
  });
});

const counts = async (): Promise<{ receipts: number; accepted: number; refused: number }> =>
  (await fetch(`${shop.collector}/counts`)).json();
