import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { high, looks, visitIn } from './looks.ts';
import { openScene } from './scene.ts';
import { groups, openStates, type StatesShop } from './states.ts';
import { openBrowser, type Visitor, type VisitorOptions, visit } from './visitor.ts';

const scene = openScene();

async function shown({ open, page }: Visitor, path: string, action: string): Promise<void> {
  await open(path);
  await page.locator(`sayso-banner [data-action="${action}"]`).waitFor();
}

describe('axe-core finds nothing wrong', () => {
  let place: StatesShop;
  let browser: Browser;
  beforeAll(async () => {
    [place, browser] = await Promise.all([openStates(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await place?.shop.close();
  });
  const come = { visit: (as?: VisitorOptions) => visit(browser, place.shop, as) };

  describe.each(groups)('%s', (_, told, some) => {
    beforeAll(async () => {
      if (told) await place.again();
    });
    const as = (gpc?: true): VisitorOptions => (gpc ? { gpc: { header: true } } : {});

    test.each(some)('$title', async ({ gpc, reach }) => {
      const visitor = await come.visit(as(gpc));
      const said: string[] = [];
      visitor.page.on(
        'console',
        (message) => message.text().startsWith('Sayso') && said.push(message.text()),
      );
      await reach(visitor, place.again);
      for (const { name, media, viewport } of looks) {
        await visitor.page.emulateMedia(media);
        const inDialog = await visitor.page.locator('sayso-banner dialog').count();
        await visitor.page.setViewportSize(inDialog ? high(viewport) : viewport);
        expect(await violations(visitor.page), name).toEqual([]);
      }
      // The guard had nothing to put right.
      expect(said).toEqual([]);
      await visitor.close();
    });

    test.each(some)('$title, from right to left', async ({ gpc, reach }) => {
      const visitor = await visitIn(come, 'ar', { ...as(gpc), viewport: high({ width: 1280, height: 0 }) });
      await reach(visitor, place.again);
      const host = visitor.page.locator('sayso-banner');
      if (await host.count()) expect(await host.getAttribute('dir')).toBe('rtl');
      expect(await violations(visitor.page)).toEqual([]);
      await visitor.close();
    });
  });
});

test('axe-core sees what would be wrong', async () => {
  const visitor = await scene.visit();
  // What keeps the banner as it is would put it right.
  await visitor.context.route('**/guard.js', (route) => route.abort());
  await shown(visitor, '/?region=DE', 'accept-all');
  await visitor.page.evaluate(() => document.querySelector('sayso-banner button')?.replaceChildren());
  expect(await violations(visitor.page)).not.toEqual([]);
});

describe('with the keyboard alone', () => {
  const focused = (page: Page): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-action') ?? null);

  test('every action is reached in the order in which it is read, and the focus is never hidden', async () => {
    const visitor = await scene.visit({ viewport: { width: 320, height: 640 } });
    const { page } = visitor;
    await shown(visitor, '/?region=DE', 'accept-all');
    const seen: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
      const onTop = await page.evaluate(() => {
        const element = document.activeElement;
        const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
        return !!element?.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      expect(onTop, `${seen.at(-1)} is on top`).toBe(true);
    }
    expect(seen).toEqual(['reject-all', 'accept-all', 'customise', null]);
  });

  test('the preferences take the focus, keep it, and give it back', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await shown(visitor, '/?region=DE', 'accept-all');
    await page.locator('[data-action=customise]').focus();
    await page.keyboard.press('Enter');
    await page.locator('sayso-banner dialog').waitFor();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await page.locator('sayso-banner dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('customise');
  });
});

test('a screen reader is told the name and the kind of each part', async () => {
  const visitor = await scene.visit();
  const { page } = visitor;
  await shown(visitor, '/?region=DE', 'accept-all');
  const region = page.getByRole('region', {
    name: (await page.locator('sayso-banner h2').textContent()) ?? '',
  });
  for (const name of ['Reject all', 'Accept all', 'Customise'])
    expect(await region.getByRole('button', { name, exact: true }).count()).toBe(1);
  await visitor.openPreferences();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('heading').count()).toBeGreaterThan(0);
  expect(await dialog.getByRole('switch').or(dialog.getByRole('checkbox')).count()).toBeGreaterThanOrEqual(3);
});
