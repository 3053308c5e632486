import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

// Playwright switches the cache off, and its headless mode too.
const scene = openScene({}, { ignoreDefaultArgs: ['--disable-back-forward-cache'] });

async function begin(visitor: Visitor): Promise<void> {
  await visitor.context.addInitScript(() => {
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) document.documentElement.dataset.restored = 'true';
    });
  });
  await visitor.open('/?region=DE');
  await visitor.accept();
}
const back = async ({ page }: Visitor): Promise<void> => {
  await page.goBack({ waitUntil: 'commit' });
  await page.locator('html[data-restored]').waitFor({ state: 'attached' });
};

describe.concurrent('a page that comes back from the back/forward cache', () => {
  test('could stay there, and is a new page view', async () => {
    const visitor = await scene.visit();
    await begin(visitor);
    await visitor.page.getByRole('link', { name: 'Kitchen' }).first().click();
    await visitor.page.waitForURL(/kitchen/);
    await back(visitor);
    const views = await until(async () => {
      const held = await visitor.held();
      const found = held?.events.filter(({ name, page }) => name === 'page_view' && page?.path === '/');
      return found?.length === 2 ? found : null;
    }, 'the second view');
    expect(new Set(views.map(({ page }) => page?.id)).size).toBe(2);
  });

  test('heeds a withdrawal that was made meanwhile', async () => {
    const visitor = await scene.visit();
    await begin(visitor);
    await settle(visitor.page);
    // Not by a click: with an event on its way to the disk, the browser would rather load the page anew.
    await visitor.page.evaluate(() => location.assign('/c/kitchen'));
    await visitor.page.waitForURL(/kitchen/);
    const subject = await visitor.subject();
    await visitor.openPreferences();
    await visitor.act('withdraw');
    await until(async () => (await visitor.held(subject))?.receipts.length === 2, 'the withdrawal');
    const before = names(await visitor.held(subject));
    await back(visitor);
    expect(await visitor.page.evaluate(() => window.sayso.consent.get().allowed.analytics)).toBe(false);
    await visitor.page.evaluate(() => window.sayso.track('search', { search_term: 'stale' }));
    await settle(visitor.page);
    expect(names(await visitor.held(subject))).toEqual(before);
  });
});
