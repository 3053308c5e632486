import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until } from './visitor.ts';

const scene = openScene();

describe('while the collector is down', () => {
  test('a yes and what follows wait in the page, and arrive once when it is back', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/c/kitchen?region=DE');
    await scene.shop.kill();
    await visitor.act('accept-all');
    await page.locator('[data-swap]').nth(1).click();
    await page.waitForURL(/price/);
    await page.evaluate(() => window.sayso.track('search', { search_term: 'patience' }));
    await settle(page);
    await scene.shop.start();
    const held = await until(
      async () => {
        const found = await visitor.held();
        return names(found).includes('search') ? found : null;
      },
      'the search',
      30_000,
    );
    await settle(page);
    expect((await visitor.held())?.events).toEqual(held.events);
    expect(held.receipts).toHaveLength(1);
    const views = held.events.filter(({ name }) => name === 'page_view');
    // What captures could not be loaded while the first page was there, so only the second was viewed.
    expect(views.map(({ page }) => page?.path)).toEqual(['/c/kitchen/price']);
    expect(names(held).filter((name) => name === 'search')).toHaveLength(1);
    expect(visitor.errors).toEqual([]);
  });

  test('a yes outlives the page: the next one tells it, under the same id', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/c/kitchen?region=DE');
    await scene.shop.kill();
    await visitor.act('accept-all');
    await until(() => visitor.subject(), 'the subject');
    await visitor.open('/p/stone-mug?region=DE');
    await scene.shop.start();
    const held = await until(
      async () => {
        const found = await visitor.held();
        return names(found).includes('view_item') ? found : null;
      },
      'the view_item',
      30_000,
    );
    expect(held.receipts).toHaveLength(1);
    const ids = visitor.sent('/v1/demo/receipts').map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
    expect(await page.locator('sayso-banner [data-action]').count()).toBe(0);
  });

  test('a no outlives the page too, and nothing is sent before it is acknowledged', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/c/kitchen?region=DE');
    await visitor.accept();
    const subject = await visitor.subject();
    await settle(page);
    const before = names(await visitor.held(subject));
    await visitor.openPreferences();
    await scene.shop.kill();
    await visitor.act('withdraw');
    expect(await page.evaluate(() => window.sayso.consent.get().allowed.analytics)).toBe(false);
    await visitor.open('/p/stone-mug?region=DE');
    await scene.shop.start();
    await until(async () => (await visitor.held(subject))?.receipts.length === 2, 'the withdrawal', 30_000);
    await until(async () => !(await visitor.subject()), 'the subject to be forgotten');
    expect(names(await visitor.held(subject))).toEqual(before);
  });
});
