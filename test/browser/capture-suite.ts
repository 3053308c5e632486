import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { EngineVisitor } from './engine-visitor.ts';
import { openShop, type Shop } from './harness.ts';
import { publish } from './publish.ts';
import { type Held, names, until } from './visitor.ts';

type Event = Held['events'][number];

/** A browser of some engine, started. */
export interface Engine {
  /** Somebody new, with nothing stored. */
  visit(shop: Shop): Promise<EngineVisitor>;
  close(): Promise<void>;
}

/** What is promised of capture in every engine. One that is not here is skipped, and `npm test` says so. */
export function describeCapture(name: string, start: () => Promise<Engine>, isHere = true): void {
  describe.skipIf(!isHere)(`in ${name}`, () => {
    let shop: Shop;
    let engine: Engine;
    beforeAll(async () => {
      shop = await openShop({
        pages: (collector) => {
          const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
          return {
            '/app/': { html: `<h1>App</h1><a href="#/cups/2">Cups</a>${tag}` },
            '/things': { html: THINGS + tag },
            '/long': { html: `<h1>Long</h1><div style="height: 5000px"></div>${tag}` },
            '/end': { html: `<h1>End</h1>${tag}` },
          };
        },
      });
      engine = await start();
      await publish(shop, (policy) => {
        policy.capture = { sources: ['page', 'click', 'markup', 'dataLayer', 'scroll'], hashRoutes: true };
      });
    });
    afterAll(async () => {
      await engine?.close();
      await shop?.close();
    });

    /** Somebody who has accepted all on an earlier page. */
    async function returning(): Promise<EngineVisitor> {
      const visitor = await engine.visit(shop);
      onTestFinished(() => visitor.close());
      await visitor.open('/privacy?region=DE');
      await visitor.act('accept-all');
      await until(async () => names(await visitor.held()).includes('page_view'), 'the page view');
      return visitor;
    }
    const flush = (visitor: EngineVisitor): Promise<unknown> => visitor.evaluate(() => window.sayso.flush());
    /** The events of a name, once there are so many; not those of where the yes was said. */
    const found = (visitor: EngineVisitor, name: string, least = 1): Promise<Event[]> =>
      until(async () => {
        await flush(visitor);
        const events = ((await visitor.held())?.events ?? []).filter(
          (event) => event.name === name && event.page?.path !== '/privacy',
        );
        return events.length >= least ? events : null;
      }, `${least} × ${name}`);
    /** Takes the collector away until what it answers is called, or the test is over. */
    async function goDown(): Promise<() => Promise<void>> {
      await shop.kill();
      let back: Promise<void> | undefined;
      const comeBack = (): Promise<void> => {
        back ??= shop.start();
        return back;
      };
      onTestFinished(comeBack);
      return comeBack;
    }
    /** How many events wait on the disk. */
    const waiting = (visitor: EngineVisitor): Promise<number> =>
      visitor.evaluate(async () => {
        const [found] = await indexedDB.databases();
        if (!found?.name) return 0;
        const promised = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const database = await promised(indexedDB.open(found.name));
        const events = await promised(database.transaction('events').objectStore('events').count());
        database.close();
        return events;
      });
    const databases = (visitor: EngineVisitor): Promise<number> =>
      visitor.evaluate(async () => (await indexedDB.databases()).length);

    test('a page is viewed by a load, by the history and by a route in the fragment', async () => {
      const visitor = await returning();
      await visitor.open('/app/');
      // Where one goes before the file of capture is there is nobody's.
      await found(visitor, 'page_view');
      await visitor.evaluate(() => history.pushState(null, '', '/app/bowls'));
      await visitor.evaluate(() => history.back());
      await until(() => visitor.evaluate(() => location.pathname === '/app/'), 'the way back');
      await visitor.click('a');
      const views = await found(visitor, 'page_view', 4);
      expect(views.map(({ page }) => page?.path)).toEqual(['/app/', '/app/bowls', '/app/', '/app/cups/2']);
    });

    test('a page that comes back from the back/forward cache is a new view', async () => {
      const visitor = await returning();
      await visitor.open('/end');
      await found(visitor, 'page_view');
      await visitor.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
      });
      await visitor.open('/long');
      // Nothing is loaded, so that there is no load to wait for.
      await visitor.evaluate(() => void setTimeout(() => history.back()));
      await until(
        () => visitor.evaluate(() => Reflect.get(window, 'persisted')).catch(() => null),
        'the page of before',
      );
      const views = await until(async () => {
        const all = await found(visitor, 'page_view');
        const ours = all.filter((event) => event.page?.path === '/end');
        return ours.length === 2 ? ours : null;
      }, 'the second view');
      expect(new Set(views.map((event) => event.page?.id)).size).toBe(2);
    });

    test('clicks, markup, the dataLayer and scrolling are captured', async () => {
      const visitor = await returning();
      await visitor.open('/things');
      // What is clicked before the file of capture is there is nobody's.
      await found(visitor, 'view_item');
      await visitor.click('#role');
      await visitor.click('#add');
      expect((await found(visitor, 'click', 2)).map(({ props }) => props)).toEqual([
        { tag: 'div', text: 'Role' },
        { tag: 'button', text: 'Add' },
      ]);
      expect((await found(visitor, 'add_to_cart'))[0]?.props).toEqual({ items: [{ item_id: 'mug' }] });
      expect((await found(visitor, 'view_item'))[0]?.props).toMatchObject({ currency: 'EUR', value: 18.5 });
      await visitor.open('/long');
      await until(async () => {
        // By a little each time, until somebody listens who finds it far down.
        await visitor.evaluate(() => scrollTo(0, scrollY === 4000 ? 3990 : 4000));
        await flush(visitor);
        return names(await visitor.held()).includes('scroll');
      }, 'the scrolling');
    });

    test('what is captured as a page is left arrives, though nobody waits for it', async () => {
      const visitor = await returning();
      await visitor.open('/end');
      await found(visitor, 'page_view');
      await visitor.evaluate(() => {
        addEventListener('pagehide', () => window.sayso.track('search', { search_term: 'on leaving' }), {
          capture: true,
        });
      });
      const subject = await visitor.subject();
      await visitor.leave();
      const held = await until(async () => {
        const now = await visitor.held(subject);
        return names(now).includes('search') ? now : null;
      }, 'the search');
      expect(names(held).filter((name) => name === 'search')).toHaveLength(1);
    });

    test('what could not be sent waits on the disk for the next page, and arrives once', async () => {
      const visitor = await returning();
      await visitor.open('/end');
      await found(visitor, 'page_view');
      const comeBack = await goDown();
      await visitor.evaluate(() => {
        for (let n = 0; n < 3; n++) window.sayso.track('search', { search_term: `cup ${n}` });
      });
      await until(async () => (await waiting(visitor)) === 3, 'the searches on the disk');
      await visitor.leave();
      await comeBack();
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
      expect(held.events.flatMap(({ props }) => props?.search_term ?? [])).toEqual([
        'cup 0',
        'cup 1',
        'cup 2',
      ]);
    });

    test('a withdrawal takes what waits from the disk, and the database with it', async () => {
      const visitor = await returning();
      await visitor.open('/end');
      await found(visitor, 'page_view');
      expect(await databases(visitor)).toBe(1);
      await goDown();
      await visitor.evaluate(() => {
        const told: string[] = [];
        Object.assign(window, { told });
        window.sayso.on('refused', ({ name, reason }) => told.push(`${name} ${reason}`));
        window.sayso.track('search', { search_term: 'cup' });
      });
      await until(async () => (await waiting(visitor)) === 1, 'the search on the disk');
      await visitor.evaluate(() => void window.sayso.consent.withdraw());
      await until(
        () => visitor.evaluate(() => (Reflect.get(window, 'told') as string[]).includes('search denied')),
        'the refusal',
      );
      await until(async () => !(await databases(visitor)), 'the database to go');
    });
  });
}

const THINGS = `<h1>Things</h1><div role="button" id="role">Role</div>
  <button id="add" data-sayso-event="add_to_cart" data-sayso-item='{"id":"mug"}'>Add</button>
  <script>
    window.dataLayer = [{ event: 'view_item', ecommerce: {
      currency: 'EUR', value: 18.5, items: [{ item_id: 'mug', item_name: 'Mug', price: 18.5, quantity: 1 }] } }];
  </script>`;
