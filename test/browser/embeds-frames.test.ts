import { describe, expect, test } from 'vitest';
import { askedOthers, loaded, other, ran, withPage } from './embeds-scene.ts';
import { until } from './visitor.ts';

describe('a frame that waits', () => {
  test('says what waits and for what, in its own size, with buttons for a finger and for the keyboard', () =>
    withPage('/frame', async (visitor) => {
      const { page } = visitor;
      const top = (await page.locator('#after').boundingBox())?.y;
      const inside = page.frameLocator('#video');
      const button = inside.getByRole('button', { name: 'Load only this' });
      await button.waitFor();
      expect(await inside.locator('p').textContent()).toContain(
        `${new URL(other).host} is loaded once you allow: Marketing`,
      );
      expect(await page.locator('#video').boundingBox()).toMatchObject({ width: 400, height: 260 });
      expect((await page.locator('#after').boundingBox())?.y).toBe(top);
      expect(await page.locator('#video').getAttribute('title')).toContain('is loaded once');
      for (const box of [await button.boundingBox(), await inside.getByRole('button').last().boundingBox()]) {
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      }
      await button.focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('sayso-banner dialog').waitFor();
    }));

  test('is loaded alone by its button, which stores nothing and allows nothing', () =>
    withPage('/frame', async (visitor) => {
      const { page } = visitor;
      await page.frameLocator('#video').getByRole('button', { name: 'Load only this' }).click();
      await page.frameLocator('#video').getByRole('button', { name: 'Play' }).waitFor();
      expect(await visitor.stored()).toEqual([]);
      expect(visitor.sent('/v1/demo/receipts')).toEqual([]);
      expect(await page.evaluate(() => window.sayso.consent.get().allowed.marketing)).toBe(false);
      await visitor.open('/frame');
      await page.frameLocator('#video').getByRole('button', { name: 'Load only this' }).waitFor();
    }));

  test('is loaded by a yes, and waits again after the withdrawal', () =>
    withPage('/frame', async (visitor) => {
      const { page } = visitor;
      await visitor.act('accept-all');
      await page.frameLocator('#video').getByRole('button', { name: 'Play' }).waitFor();
      await visitor.openPreferences();
      await visitor.act('withdraw');
      await page.frameLocator('#video').getByRole('button', { name: 'Load only this' }).waitFor();
      expect(await page.locator('#video').getAttribute('src')).toBeNull();
    }));

  test('offers a minor no button for just this one', () =>
    withPage('/frame', async (visitor) => {
      const { page } = visitor;
      await page.evaluate(() => window.sayso.minor(true));
      const once = page.frameLocator('#video').getByRole('button', { name: 'Load only this' });
      await until(async () => (await once.count()) === 0, 'the button to go');
      expect(await page.frameLocator('#video').getByRole('button').count()).toBe(1);
    }));

  test('of a pixel holds no button that the keyboard could get lost in', () =>
    withPage('/small', async (visitor) => {
      await loaded(visitor);
      expect(await visitor.page.frameLocator('iframe').getByRole('button').count()).toBe(0);
    }));

  test('may be sandboxed: another of its size stands in, and it is loaded as sandboxed as it was', () =>
    withPage('/sandboxed', async (visitor) => {
      const { page } = visitor;
      const stand = page.frameLocator('iframe:not([data-purpose])');
      await stand.getByRole('button', { name: 'Load only this' }).click();
      await page.frameLocator('#video').getByRole('button', { name: 'Play' }).waitFor();
      expect(await page.locator('iframe').count()).toBe(1);
      expect(await page.locator('#video').getAttribute('sandbox')).toBe('allow-scripts');
      expect(await page.locator('#video').boundingBox()).toMatchObject({ width: 400, height: 260 });
    }));
});

test('images and style sheets are asked for after a yes only, and an address that runs never is', () =>
  withPage('/media', async (visitor) => {
    await loaded(visitor);
    expect(askedOthers(visitor)).toEqual([]);
    await visitor.act('accept-all');
    await until(() => askedOthers(visitor).length === 2, 'both');
    await visitor.page.waitForTimeout(200);
    expect(await ran(visitor)).toEqual([]);
  }));
