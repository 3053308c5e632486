import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIREFOX, openFirefox, visitFirefox } from './firefox-visitor.ts';
import { openShop, type Shop } from './harness.ts';
import { names, payloadOf, until } from './visitor.ts';

/** The main ways, in the other engine: with the signal as Firefox itself sends it. */
describe.skipIf(!FIREFOX)('in Firefox', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openFirefox()]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  test('before a choice nothing is stored and nothing is asked for but script files', async () => {
    const visitor = await visitFirefox(browser, shop);
    const asked: string[] = [];
    visitor.page.on('request', (request) => {
      if (request.url().startsWith(shop.collector)) asked.push(new URL(request.url()).pathname);
    });
    await visitor.open('/?region=DE');
    await visitor.page.waitForSelector('sayso-banner [data-action="accept-all"]', { visible: true });
    expect(asked.filter((path) => !path.endsWith('.js'))).toEqual([]);
    const kept = await visitor.page.evaluate(() => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
    ]);
    expect(kept).toEqual(['', 0, 0]);
    await visitor.close();
  });

  test('what is allowed arrives, and after a withdrawal nothing more does', async () => {
    const visitor = await visitFirefox(browser, shop);
    await visitor.open('/?region=DE');
    await visitor.act('accept-all');
    const held = await until(async () => {
      const now = await visitor.held();
      return names(now).includes('page_view') ? now : null;
    }, 'the page view');
    expect(payloadOf(held.receipts[0]?.jws ?? '')).toMatchObject({ method: 'accept-all' });
    await visitor.page.evaluate(() => window.sayso.consent.open());
    await visitor.act('withdraw');
    await until(async () => !(await visitor.subject()), 'the subject to go');
    await visitor.close();
  });

  test('a refusal leaves no identifier and no event', async () => {
    const visitor = await visitFirefox(browser, shop);
    await visitor.open('/?region=DE');
    await visitor.act('reject-all');
    await until(() => visitor.page.evaluate(() => document.cookie.includes('sayso-demo=')), 'the cookie');
    expect(await visitor.subject()).toBeNull();
    await visitor.close();
  });

  test('its own Global Privacy Control is heeded, and seen by property and header', async () => {
    const careful = await openFirefox({ gpc: true });
    const visitor = await visitFirefox(careful, shop);
    await visitor.open('/?region=US-CA');
    await visitor.page.waitForFunction(
      () => document.querySelector('[data-sayso=status]')?.textContent === 'Opt-Out Request Honored',
    );
    expect(await visitor.page.evaluate(() => !!document.querySelector('sayso-banner[popover]'))).toBe(false);
    const state = await visitor.page.evaluate(() => window.sayso.consent.get());
    expect(state).toMatchObject({ signals: { gpc: true }, reasons: { marketing: 'gpc' } });
    const held = await until(visitor.held, 'what is held');
    expect(payloadOf(held.receipts[0]?.jws ?? '')).toMatchObject({
      signals: { gpc: { header: true, page: true } },
      purposes: { marketing: 'denied' },
    });
    await careful.close();
  });
});
