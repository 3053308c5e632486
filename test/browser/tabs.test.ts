import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { type Held, names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();

/** Another tab of the same browser, on a product's page. */
async function tab({ context }: Visitor): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${scene.shop.store}/p/stone-mug?region=DE`);
  return page;
}
const paths = (held: Held | null): unknown[] =>
  held?.events.filter(({ name }) => name === 'page_view').map(({ page }) => page?.path) ?? [];

describe.concurrent('two tabs of one browser', () => {
  test('a yes in one opens the gate in the other, which takes its banner away', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const other = await tab(visitor);
    await other.locator('[data-action="accept-all"]').waitFor();
    await visitor.page.bringToFront();
    await visitor.accept();
    await until(async () => paths(await visitor.held()).includes('/p/stone-mug'), 'the other page_view');
    expect(paths(await visitor.held()).sort()).toEqual(['/', '/p/stone-mug']);
    expect(await other.locator('sayso-banner [data-action]').count()).toBe(0);
    expect((await visitor.held())?.receipts).toHaveLength(1);
  });

  test('a withdrawal in one stops the other at once', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.accept();
    const subject = await visitor.subject();
    const other = await tab(visitor);
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    await visitor.page.bringToFront();
    await visitor.openPreferences();
    await visitor.act('withdraw');
    await other.evaluate(() => window.sayso.track('search', { search_term: 'too-late' }));
    expect(await other.evaluate(() => window.sayso.consent.get().allowed.analytics)).toBe(false);
    await settle(other);
    expect(names(await visitor.held(subject))).not.toContain('search');
    expect(visitor.sent('/v1/demo/events').flatMap(({ events }) => names({ events } as Held))).not.toContain(
      'search',
    );
  });

  test('two who say yes at the same moment are one subject', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const other = await tab(visitor);
    // Where the mouse goes down, whatever has become of the button there.
    const where = async (page: Page) => {
      const button = page.locator('[data-action="accept-all"]');
      await button.waitFor();
      const { x = 0, y = 0 } = (await button.boundingBox()) ?? {};
      return [x + 20, y + 20] as const;
    };
    const [here, there] = [await where(visitor.page), await where(other)];
    await Promise.all([visitor.page.mouse.click(...here), other.mouse.click(...there)]);
    const held = await until(async () => {
      const found = await visitor.held();
      return paths(found).length === 2 ? found : null;
    }, 'both page views');
    expect(paths(held).sort()).toEqual(['/', '/p/stone-mug']);
    const subjects = [...visitor.sent('/v1/demo/receipts'), ...visitor.sent('/v1/demo/events')].map(
      ({ subject }) => subject,
    );
    expect(new Set(subjects).size).toBe(1);
  });
});
