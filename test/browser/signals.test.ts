import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, payloadOf, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();
const OVER_ANY_PAGE = 'sayso-banner [data-action]';
const HONOURED = 'Opt-Out Request Honored';

/** Saves a product for later, which belongs to marketing. */
async function saveForLater({ page, open }: Visitor, region: string): Promise<void> {
  await open(`/p/stone-mug?region=${region}`);
  await page.waitForTimeout(300);
  await page.getByRole('button', { name: 'Save for later' }).click();
  await page.waitForLoadState();
  await settle(page);
}
const status = ({ page }: Visitor): Promise<string | null> =>
  page.locator('[data-sayso="status"]').textContent();

describe.concurrent('Global Privacy Control, by property and header', () => {
  test('in an opt-in region, a yes to everything leaves marketing out, and the page says that it is honoured', async () => {
    const visitor = await scene.visit({ gpc: { header: true } });
    await visitor.open('/?region=DE');
    await visitor.accept();
    expect(await status(visitor)).toBe(HONOURED);
    expect(await visitor.receipts()).toMatchObject([
      {
        purposes: { analytics: 'granted', marketing: 'denied' },
        signals: { gpc: { header: true, page: true } },
      },
    ]);
    await saveForLater(visitor, 'DE');
    expect(names(await visitor.held())).not.toContain('add_to_wishlist');
  });

  for (const [region, regime] of [
    ['US-CA', 'opt-out'],
    ['JP', 'notice'],
  ] as const) {
    test(`in ${region}, nothing pops up because of it, the page says so, and the collector records the opt-out once`, async () => {
      const visitor = await scene.visit({ gpc: { header: true } });
      const { page } = visitor;
      await visitor.open(`/?region=${region}`);
      await until(async () => names(await visitor.held()).includes('page_view'), 'the page_view');
      expect(await status(visitor)).toBe(HONOURED);
      expect(await page.locator(OVER_ANY_PAGE).count()).toBe(0);
      await saveForLater(visitor, region);
      const held = await visitor.held();
      expect(names(held)).not.toContain('add_to_wishlist');
      const methods = held?.receipts.map(({ jws }) => payloadOf(jws));
      expect(methods).toMatchObject([
        { method: 'default', regime },
        { method: 'signal', purposes: { marketing: 'denied' } },
      ]);
      expect(visitor.errors).toEqual([]);
    });
  }

  test('an opt-out by signal stays when the signal is gone', async () => {
    const visitor = await scene.visit({ gpc: { property: true } });
    const { context } = visitor;
    await visitor.open('/?region=US-CA');
    await until(async () => (await visitor.held())?.receipts.length === 2, 'the signal');
    const without = await scene.browser.newContext();
    await without.addCookies(await context.cookies());
    const page = await without.newPage();
    await page.goto(`${scene.shop.store}/p/stone-mug?region=US-CA`);
    await page.waitForTimeout(300);
    await page.getByRole('button', { name: 'Save for later' }).click();
    await page.waitForLoadState();
    await settle(page);
    const held = await visitor.held();
    await without.close();
    expect(names(held)).toContain('view_item');
    expect(names(held)).not.toContain('add_to_wishlist');
    expect(held?.receipts).toHaveLength(2);
  });
});

describe.concurrent('Global Privacy Control on one side only', () => {
  test('by the property alone, the browser does not even send what it objects to', async () => {
    const visitor = await scene.visit({ gpc: { property: true } });
    await visitor.open('/?region=US-CA');
    await until(() => visitor.subject(), 'the subject');
    await saveForLater(visitor, 'US-CA');
    const told = visitor.sent('/v1/demo/events').flatMap(({ events }) => names({ events } as never));
    expect(told).toContain('view_item');
    expect(told).not.toContain('add_to_wishlist');
    // The browser may send its last words unseen.
    expect(names(await visitor.held())).not.toContain('add_to_wishlist');
  });

  test('by the header alone, which a page can not see, the collector refuses what it objects to', async () => {
    const visitor = await scene.visit({ gpc: { header: true, property: false } });
    // Nobody else in this file sends anything that is refused.
    const before = await scene.counts();
    await visitor.open('/?region=US-CA');
    await until(() => visitor.subject(), 'the subject');
    await saveForLater(visitor, 'US-CA');
    const held = await visitor.held();
    expect(names(held)).toContain('view_item');
    expect(names(held)).not.toContain('add_to_wishlist');
    expect((await scene.counts()).refused - before.refused).toBe(1);
    expect(held?.receipts.map(({ jws }) => payloadOf(jws).method)).toEqual(['default', 'signal']);
  });
});
