import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { FIREFOX, type FirefoxSettings, openFirefox, visitFirefox } from './firefox-visitor.ts';
import { groups, openStates, type State, type StatesShop, states } from './states.ts';

const WIDE = { width: 1280, height: 3000 };
const SMALL = [
  { width: 320, height: 640 },
  { width: 320, height: 256 },
];

/** Each is a browser of its own, since Firefox reads what a person prefers when it starts. */
const looks: [string, FirefoxSettings, (typeof WIDE)[]][] = [
  ['light, wide, at 320 pixels and at 400 %', {}, [WIDE, ...SMALL]],
  ['dark, with reduced motion', { dark: true, reducedMotion: true }, [WIDE]],
  ['in forced colours', { forcedColors: true }, [WIDE]],
  ['from right to left', { locale: 'ar' }, [WIDE]],
];

describe.skipIf(!FIREFOX)('in Firefox axe-core finds nothing wrong', () => {
  let place: StatesShop;
  beforeAll(async () => {
    place = await openStates();
  });
  afterAll(() => place?.shop.close());

  async function look(browser: Browser, { title, reach }: State, sizes: (typeof WIDE)[]): Promise<string[]> {
    const visitor = await visitFirefox(browser, place.shop, WIDE);
    const found: string[] = [];
    try {
      await reach(visitor, place.again);
      for (const size of sizes) {
        await visitor.page.setViewport(size);
        found.push(...(await violations(visitor.page)).map((what) => `${title}, ${size.width}: ${what}`));
      }
    } catch (error) {
      found.push(`${title}: ${error}`);
    }
    await visitor.close();
    return found;
  }

  describe.each(groups)('%s', (_, told, some) => {
    beforeAll(async () => {
      if (told) await place.again();
    });

    test.each(looks)('%s', { timeout: 180_000 }, async (_look, settings, sizes) => {
      const browser = await openFirefox(settings);
      const found: string[] = [];
      for (const state of some) if (!state.gpc) found.push(...(await look(browser, state, sizes)));
      await browser.close();
      expect(found).toEqual([]);
    });
  });

  test('under its own Global Privacy Control', async () => {
    const browser = await openFirefox({ gpc: true });
    for (const state of states.filter(({ gpc }) => gpc))
      expect(await look(browser, state, [WIDE])).toEqual([]);
    await browser.close();
  });
});
