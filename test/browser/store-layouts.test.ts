import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { STORE_PAGES } from './store-pages.ts';
import { guarding, until } from './visitor.ts';

const scene = openScene({
  pages: (collector) =>
    Object.fromEntries(
      STORE_PAGES.flatMap(({ html }, n) => [
        [`/bare/${n}`, { html }],
        ...['bar', 'box', 'corner'].map((layout) => [
          `/${layout}/${n}`,
          {
            html: `${html}<script src="${collector}/s/demo.js" data-region="DE" data-layout="${layout}"></script>`,
          },
        ]),
      ]),
    ),
});

const DESKTOP = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 640 };

/** The controls in `within` that, scrolled into view, are not on top at their centre. */
const outOfReach = (page: Page, within: string): Promise<string[]> =>
  page.evaluate(async (root) => {
    const found: string[] = [];
    const isOnTop = (control: Element): boolean => {
      const { left, top, width, height } = control.getBoundingClientRect();
      if (!width || !height) return true;
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return control.contains(hit);
    };
    const controls = [...document.querySelectorAll(`${root} :is(a, button, input, select, summary, iframe)`)];
    for (const control of controls.filter((one) => !one.closest('sayso-banner'))) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      // The banner may make room a moment later, to be scrolled into.
      for (let i = 0; i < 15; i++) {
        control.scrollIntoView({ block: 'center', behavior: 'instant' });
        if (isOnTop(control)) break;
        await new Promise((done) => setTimeout(done, 50));
      }
      if (!isOnTop(control)) found.push(control.outerHTML.slice(0, 80));
    }
    return found;
  }, within);

const looks = [
  ['bar', 'a desktop', DESKTOP],
  ['box', 'a desktop', DESKTOP],
  ['corner', 'a desktop', DESKTOP],
  ['corner', 'a phone', PHONE],
] as const;

describe.concurrent.each(STORE_PAGES.map((page, n) => [page.name, page, n] as const))(
  'a store with %s',
  (_, store, n) => {
    test('has every control within reach by itself', async () => {
      for (const viewport of [DESKTOP, PHONE]) {
        const visitor = await scene.visit({ viewport });
        await visitor.open(`/bare/${n}`);
        if (store.panel) await visitor.page.locator('#open').click();
        await visitor.page.waitForTimeout(300);
        expect(await outOfReach(visitor.page, store.panel ?? 'body')).toEqual([]);
        await visitor.close();
      }
    });

    test.each(looks)('keeps it with the banner as a %s on %s', async (layout, _device, viewport) => {
      const visitor = await scene.visit({ viewport });
      const { page } = visitor;
      await visitor.open(`/${layout}/${n}`);
      await page.locator('[data-action=reject-all]').waitFor();
      await guarding(visitor);
      await page.waitForTimeout(400);
      if (store.panel) {
        expect(await page.locator('sayso-banner').isVisible()).toBe(true);
        await page.locator('#open').click();
        await page.waitForTimeout(800);
        // Elsewhere it stands beside the drawer.
        if (store.isDialog && (layout === 'bar' || viewport === PHONE))
          expect(await page.locator('sayso-banner').isVisible()).toBe(false);
      }
      expect(await outOfReach(page, store.panel ?? 'body')).toEqual([]);
      if (!store.panel) expect(await page.locator('sayso-banner').isVisible()).toBe(true);
      const close = page.locator('#close');
      if (await close.count()) {
        await close.click();
        await page.locator('sayso-banner [data-action=reject-all]').waitFor();
      }
      const box = await page.locator('sayso-banner').boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      await visitor.act('reject-all');
      await until(async () => (await page.locator('sayso-banner [data-action]').count()) === 0, 'it to go');
      // What made room is gone with it.
      const left = await page.evaluate(() => [
        getComputedStyle(document.documentElement).getPropertyValue('--sayso-bottom'),
        document.querySelector('[style*=padding-bottom]')?.outerHTML.slice(0, 80) ?? '',
      ]);
      expect(left).toEqual(['', '']);
      await visitor.close();
    });
  },
);

test('there are at least twenty of them', () => {
  expect(STORE_PAGES.length).toBeGreaterThanOrEqual(20);
});
