import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { fair } from './fairness.ts';
import { openGuardScene } from './guard-scene.ts';
import { until } from './visitor.ts';

const scene = openGuardScene();
const { guarded } = scene;
const banners = (page: Page): Promise<number> => page.locator('sayso-banner:visible').count();

describe.concurrent('a theme', () => {
  test.each(['/pale', '/same', '/glass'])('that nobody could read is set aside: %s', async (path) => {
    const { page, told } = await guarded(path);
    await fair(page);
    expect(told.join()).toContain('had a contrast of');
    await page.locator('[data-action=customise]').click();
    await page.locator('dialog [data-action=save]').waitFor();
    const colour = await page
      .locator('sayso-banner dialog')
      .evaluate((box) => getComputedStyle(box).backgroundColor);
    expect(colour).toBe('rgb(255, 255, 255)');
  });

  test('that can be read stays', async () => {
    const { page, told } = await guarded('/brand');
    await page.waitForTimeout(1200);
    const look = await page.locator('[data-action=accept-all]').evaluate((button) => {
      const { backgroundColor, borderRadius, fontFamily, color } = getComputedStyle(button);
      return [backgroundColor, borderRadius, fontFamily, color];
    });
    expect(look).toEqual(['oklch(0.45 0.2 25)', '0px', 'Georgia, serif', expect.stringMatching(/255|100/)]);
    expect(told).toEqual([]);
  });
});

describe.concurrent('one banner is shown', () => {
  test('where the script is included twice', async () => {
    const { page } = await guarded('/twice');
    expect(await page.locator('sayso-banner').count()).toBe(1);
  });

  test('where two copies of Sayso run, and a choice ends both', async () => {
    const visitor = await guarded('/copies');
    await until(async () => (await visitor.page.locator('sayso-banner').count()) === 2, 'the second');
    await until(async () => (await banners(visitor.page)) === 1, '1 to be seen');
    await visitor.page.locator('[data-action=reject-all]:visible').click();
    await until(async () => (await banners(visitor.page)) === 0, '0 to be seen');
  });
});

describe.concurrent('the banner outlives', () => {
  const hydrate = {
    'a framework that replaces what is in the body': () => {
      document.body.innerHTML = '<div id="app">Hydrated</div>';
    },
    'a new body': () => {
      const body = document.createElement('body');
      body.innerHTML = '<div id="app">Hydrated</div>';
      document.body.replaceWith(body);
    },
    'a new document in the old one': () => {
      document.open();
      document.write('<!doctype html><html lang="en"><title>New</title><body><div id="app">Hydrated</div>');
      document.close();
    },
  };
  const cases = Object.entries(hydrate).flatMap(([what, how]) =>
    (['as soon as it is there', 'a moment later', 'after two seconds'] as const).map(
      (when, n) => [what, when, n, how] as const,
    ),
  );
  test.each(cases)('%s, %s', async (_what, _when, n, how) => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/before');
    await page.locator('[data-action=reject-all]').waitFor();
    await page.waitForTimeout([0, 150, 2000][n] ?? 0);
    await page.evaluate(how);
    expect(await page.locator('#app').textContent()).toBe('Hydrated');
    await fair(page);
    await visitor.act('reject-all');
    await until(async () => (await visitor.receipts())[0]?.basis === 'refusal', 'the refusal');
  });

  test('a framework that hydrates before the script has come', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.context.route('**/s/demo.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await visitor.context.addInitScript(() =>
      setTimeout(() => document.querySelector('#app')?.replaceChildren('Hydrated'), 300),
    );
    await visitor.open('/before');
    await fair(page);
  });
});
