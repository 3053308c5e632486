import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();

/**
 * Opens a page as a browser does that prerenders it. Chromium prerenders nothing under a debugger, so what a page
 * sees of it is put in its place; `look` is the visitor, coming to the page.
 */
async function prerender({ page, open }: Visitor, path: string): Promise<{ look(): Promise<void> }> {
  await page.addInitScript(() => {
    let coming = true;
    const until = (name: string, before: unknown, after: unknown): void => {
      Object.defineProperty(document, name, { get: () => (coming ? before : after) });
    };
    until('prerendering', true, false);
    until('hidden', true, false);
    until('visibilityState', 'hidden', 'visible');
    addEventListener('look', () => {
      coming = false;
      for (const type of ['prerenderingchange', 'visibilitychange'])
        document.dispatchEvent(new Event(type, { bubbles: true }));
    });
  });
  await open(path);
  return { look: () => page.evaluate(() => void dispatchEvent(new Event('look'))) };
}

describe.concurrent('a page that is prerendered', () => {
  test('captures and sends nothing until the visitor comes to it, and then its page view', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.accept();
    await settle(visitor.page);
    const before = visitor.asked.length;
    const { look } = await prerender(visitor, '/p/stone-mug?region=DE');
    await settle(visitor.page);
    expect(visitor.asked.slice(before).filter((request) => !request.startsWith('GET /s/'))).toEqual([]);
    const came = new Date().toISOString();
    await look();
    const held = await until(async () => {
      const found = await visitor.held();
      return names(found).includes('view_item') ? found : null;
    }, 'the view_item');
    const view = held.events.find(({ page }) => page?.path === '/p/stone-mug');
    expect(String(view?.at) >= came).toBe(true);
  });

  test('asks nothing, and begins nothing by default, until then', async () => {
    for (const [region, action] of [
      ['DE', 'accept-all'],
      ['US-CA', 'ok'],
    ]) {
      const visitor = await scene.visit();
      const { look } = await prerender(visitor, `/?region=${region}`);
      await settle(visitor.page);
      expect(await visitor.page.locator('sayso-banner').count()).toBe(0);
      expect(await visitor.stored()).toEqual([]);
      await look();
      await visitor.page.locator(`[data-action="${action}"]`).waitFor();
    }
  });
});
