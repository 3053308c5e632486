import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIREFOX, type FirefoxVisitor, openFirefox, visitFirefox } from './firefox-visitor.ts';
import { openShop, type Shop } from './harness.ts';
import { type Held, names, until } from './visitor.ts';

type Event = Held['events'][number];

/** What the capture tests ask of Chromium, where engines may differ. */
describe.skipIf(!FIREFOX)('in Firefox', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([
      openShop({
        pages: (collector) => {
          const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
          return {
            '/app/': { html: `<h1>App</h1><a href="#/cups/2">Cups</a>${tag}` },
            '/things': { html: THINGS + tag },
            '/long': { html: `<h1>Long</h1><div style="height: 5000px"></div>${tag}` },
            '/end': { html: `<h1>End</h1>${tag}` },
          };
        },
      }),
      openFirefox(),
    ]);
    shop.publish((policy) => {
      policy.capture = { sources: ['page', 'click', 'markup', 'dataLayer', 'scroll'], hashRoutes: true };
    });
    // The collector looks for a new policy several times a second.
    await new Promise((done) => setTimeout(done, 300));
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  /** Somebody who has accepted all on an earlier page. */
  async function returning(): Promise<FirefoxVisitor> {
    const visitor = await visitFirefox(browser, shop);
    await visitor.open('/privacy?region=DE');
    await visitor.act('accept-all');
    await until(async () => names(await visitor.held()).includes('page_view'), 'the page view');
    return visitor;
  }
  const flush = (page: Page): Promise<unknown> => page.evaluate(() => window.sayso.flush());
  /** The events of a name, once there are so many; not those of where the yes was said. */
  const found = (visitor: FirefoxVisitor, name: string, least = 1): Promise<Event[]> =>
    until(async () => {
      await flush(visitor.page);
      const events = ((await visitor.held())?.events ?? []).filter(
        (event) => event.name === name && event.page?.path !== '/privacy',
      );
      return events.length >= least ? events : null;
    }, `${least} × ${name}`);
  const databases = (page: Page): Promise<number> =>
    page.evaluate(async () => (await indexedDB.databases()).length);

  test('a page is viewed by a load, by the history and by a route in the fragment', async () => {
    const visitor = await returning();
    await visitor.open('/app/');
    await visitor.page.evaluate(() => history.pushState(null, '', '/app/bowls'));
    await visitor.page.evaluate(() => history.back());
    await until(() => visitor.page.evaluate(() => location.pathname === '/app/'), 'the way back');
    await (await visitor.page.$('a'))?.click();
    const views = await found(visitor, 'page_view', 4);
    expect(views.map(({ page }) => page?.path)).toEqual(['/app/', '/app/bowls', '/app/', '/app/cups/2']);
    await visitor.close();
  });

  test('a page that comes back from the back/forward cache is a new view', async () => {
    const visitor = await returning();
    const { page } = visitor;
    await visitor.open('/end');
    await found(visitor, 'page_view');
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await visitor.open('/long');
    // Nothing is loaded, so that there is nothing for Puppeteer to wait for.
    await page.evaluate(() => void setTimeout(() => history.back()));
    await until(
      () => page.evaluate(() => Reflect.get(window, 'persisted')).catch(() => null),
      'the page of before',
    );
    const views = await until(async () => {
      const all = await found(visitor, 'page_view');
      const ours = all.filter((event) => event.page?.path === '/end');
      return ours.length === 2 ? ours : null;
    }, 'the second view');
    expect(new Set(views.map((event) => event.page?.id)).size).toBe(2);
    await visitor.close();
  });

  test('clicks, markup, the dataLayer and scrolling are captured', async () => {
    const visitor = await returning();
    const { page } = visitor;
    await visitor.open('/things');
    // What is clicked before the file of capture is there is nobody's.
    await found(visitor, 'view_item');
    await (await page.$('#role'))?.click();
    await (await page.$('#add'))?.click();
    expect((await found(visitor, 'click', 2)).map(({ props }) => props)).toEqual([
      { tag: 'div', text: 'Role' },
      { tag: 'button', text: 'Add' },
    ]);
    expect((await found(visitor, 'add_to_cart'))[0]?.props).toEqual({ items: [{ item_id: 'mug' }] });
    expect((await found(visitor, 'view_item'))[0]?.props).toMatchObject({ currency: 'EUR', value: 18.5 });
    await visitor.open('/long');
    let down = false;
    await until(async () => {
      down = !down;
      await page.evaluate((y) => scrollTo(0, y), down ? 4000 : 0);
      await flush(page);
      return names(await visitor.held()).includes('scroll');
    }, 'the scrolling');
    await visitor.close();
  });

  test('what is captured as a page is left arrives, though nobody waits for it', async () => {
    const visitor = await returning();
    await visitor.open('/end');
    await found(visitor, 'page_view');
    await visitor.page.evaluate(() => {
      addEventListener('pagehide', () => window.sayso.track('search', { search_term: 'on leaving' }), {
        capture: true,
      });
    });
    const subject = await visitor.subject();
    await visitor.page.goto('about:blank');
    const held = await until(async () => {
      const headers = { authorization: `Bearer ${subject}` };
      const now = (await (await fetch(`${shop.collector}/v1/demo/me`, { headers })).json()) as Held;
      return names(now).includes('search') ? now : null;
    }, 'the search');
    expect(names(held).filter((name) => name === 'search')).toHaveLength(1);
    await visitor.close();
  });

  test('what could not be sent waits on the disk for the next page, and arrives once', async () => {
    const visitor = await returning();
    await visitor.open('/end');
    await found(visitor, 'page_view');
    await shop.kill();
    await visitor.page.evaluate(() => {
      for (let n = 0; n < 3; n++) window.sayso.track('search', { search_term: `cup ${n}` });
    });
    await visitor.page.evaluate(() => new Promise((written) => setTimeout(written, 500)));
    await visitor.page.goto('about:blank');
    await shop.start();
    await visitor.open('/end');
    // What was on its way from a page that may live is left alone for ten seconds.
    const held = await until(
      async () => {
        const now = await visitor.held();
        return names(now).filter((name) => name === 'search').length >= 3 ? now : null;
      },
      'the searches',
      25_000,
    );
    expect(held.events.flatMap(({ props }) => props?.search_term ?? [])).toEqual(['cup 0', 'cup 1', 'cup 2']);
    await visitor.close();
  });

  test('a withdrawal takes what waits from the disk, and the database with it', async () => {
    const visitor = await returning();
    await visitor.open('/end');
    await found(visitor, 'page_view');
    expect(await databases(visitor.page)).toBe(1);
    await shop.kill();
    const told = await visitor.page.evaluate(async () => {
      const reasons: string[] = [];
      window.sayso.on('refused', ({ name, reason }) => reasons.push(`${name} ${reason}`));
      window.sayso.track('search', { search_term: 'cup' });
      await new Promise((written) => setTimeout(written, 300));
      void window.sayso.consent.withdraw();
      await new Promise((done) => setTimeout(done, 300));
      return reasons;
    });
    expect(told).toContain('search denied');
    await until(async () => !(await databases(visitor.page)), 'the database to go');
    await shop.start();
    await visitor.close();
  });
});

const THINGS = `<h1>Things</h1><div role="button" id="role">Role</div>
  <button id="add" data-sayso-event="add_to_cart" data-sayso-item='{"id":"mug"}'>Add</button>
  <script>
    window.dataLayer = [{ event: 'view_item', ecommerce: {
      currency: 'EUR', value: 18.5, items: [{ item_id: 'mug', item_name: 'Mug', price: 18.5, quantity: 1 }] } }];
  </script>`;
