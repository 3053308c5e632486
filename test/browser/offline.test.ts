import { expect, test } from 'vitest';
import { idsOnDisk } from '../faults/on-disk.mjs';
import { openScene } from './scene.ts';
import { names, until, type Visitor } from './visitor.ts';

const scene = openScene();

const databases = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
const waiting = ({ page }: Visitor): Promise<string[]> => idsOnDisk(page);

test('before a yes and after a no there is no database', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  expect(await databases(visitor)).toEqual([]);
  await visitor.act('reject-all');
  await visitor.page.waitForTimeout(500);
  await visitor.open('/');
  expect(await databases(visitor)).toEqual([]);
  await visitor.close();
});

test('what a tab could not send before it was closed arrives with the next page, once', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  await scene.shop.kill();
  await visitor.page.evaluate(() => {
    for (let n = 0; n < 5; n++) window.sayso.track('search', { search_term: `cup ${n}` });
  });
  await until(async () => (await waiting(visitor)).length >= 5, 'the events on the disk');
  await visitor.page.close();
  await scene.shop.start();
  // What was on its way from a tab that lives is left alone for ten seconds.
  await new Promise((resolve) => setTimeout(resolve, 10_500));
  const page = await visitor.context.newPage();
  await page.goto(`${scene.shop.store}/`);
  const held = await until(async () => {
    const now = await visitor.held();
    return names(now).filter((name) => name === 'search').length >= 5 ? now : null;
  }, 'the searches');
  const terms = held.events.flatMap(({ props }) => props?.search_term ?? []);
  expect(terms).toEqual(['cup 0', 'cup 1', 'cup 2', 'cup 3', 'cup 4']);
  await visitor.close();
});

test('much that waits is taken up in small portions, all of it once and in order, by one of two tabs', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  await visitor.context.route('**/v1/demo/events', (route) => route.abort());
  await visitor.page.evaluate(() => {
    for (let n = 0; n < 120; n++) window.sayso.track('search', { search_term: `cup ${n}` });
  });
  await until(async () => (await waiting(visitor)).length >= 120, 'the events on the disk');
  await visitor.page.close();
  await new Promise((resolve) => setTimeout(resolve, 10_500));
  await visitor.context.unroute('**/v1/demo/events');
  const before = visitor.sent('/v1/demo/events').length;
  const tabs = await Promise.all([visitor.context.newPage(), visitor.context.newPage()]);
  await Promise.all(tabs.map((page) => page.goto(`${scene.shop.store}/`)));
  await until(async () => (await idsOnDisk(tabs[0])).length === 0, 'nothing to wait any more');
  const terms = (await visitor.held())?.events.flatMap(({ props }) => props?.search_term ?? []);
  expect(terms).toEqual(Array.from({ length: 120 }, (_, n) => `cup ${n}`));
  const sent = visitor.sent('/v1/demo/events').slice(before);
  const ids = sent.flatMap(({ events }) => (events as { id: string }[]).map(({ id }) => id));
  expect(ids.length).toBeGreaterThanOrEqual(120);
  expect(new Set(ids).size).toBe(ids.length);
  await visitor.close();
});

test('a withdrawal takes what waits from the disk, and the database with it', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  expect(await databases(visitor)).toEqual(['sayso-demo']);
  await visitor.context.route('**/v1/demo/events', (route) => route.abort());
  await visitor.page.evaluate(() => window.sayso.track('search', { search_term: 'cup' }));
  await until(async () => (await waiting(visitor)).length === 1, 'the event on the disk');
  await visitor.page.evaluate(() => window.sayso.consent.withdraw());
  await until(async () => (await databases(visitor)).length === 0, 'the database to go');
  await visitor.close();
});

test('what waited when it was withdrawn is told as refused', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  await visitor.context.route('**/v1/demo/events', (route) => route.abort());
  const told = await visitor.page.evaluate(async () => {
    const reasons: string[] = [];
    window.sayso.on('refused', ({ name, reason }) => reasons.push(`${name} ${reason}`));
    window.sayso.track('search', { search_term: 'cup' });
    await window.sayso.flush();
    await window.sayso.consent.withdraw();
    return reasons;
  });
  expect(told).toContain('search denied');
  await visitor.close();
});

test('a page that is left before the database is gone has the next one remove it, though nothing is allowed there', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  // The collector does not hear of the withdrawal, and the disk does not take its orders.
  await visitor.context.route('**/v1/demo/receipts', (route) => route.abort());
  await visitor.page.evaluate(() => {
    IDBObjectStore.prototype.clear = () => {
      throw new DOMException('gone', 'AbortError');
    };
    IDBFactory.prototype.deleteDatabase = () => ({}) as IDBOpenDBRequest;
    void window.sayso.consent.withdraw();
  });
  expect(await databases(visitor)).toEqual(['sayso-demo']);
  await visitor.open('/p/stone-mug?region=DE');
  await until(async () => (await databases(visitor)).length === 0, 'the database to go');
  await visitor.page.waitForTimeout(500);
  expect(await databases(visitor)).toEqual([]);
  await visitor.close();
});

test('what a purpose that is no longer allowed left on the disk goes with its yes, the rest stays', async () => {
  const visitor = await scene.visit();
  await visitor.open('/?region=DE');
  await visitor.accept();
  await visitor.context.route('**/v1/demo/events', (route) => route.abort());
  await visitor.page.evaluate(() => {
    window.sayso.track('search', { search_term: 'cup' });
    window.sayso.track('view_promotion', { promotion_id: 'spring' });
  });
  await until(async () => (await waiting(visitor)).length === 2, 'both on the disk');
  // By another page, which does not have them in memory.
  await visitor.open('/p/stone-mug?region=DE');
  await visitor.page.evaluate(() => window.sayso.consent.save({ analytics: false }));
  await until(async () => (await waiting(visitor)).length === 1, 'the search to go');
  await visitor.close();
});

test('where nothing can be stored, events are sent all the same', async () => {
  const visitor = await scene.visit();
  await visitor.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await visitor.open('/?region=DE');
  await visitor.accept();
  await visitor.page.evaluate(() => window.sayso.track('search', { search_term: 'cup' }));
  await until(async () => names(await visitor.held()).includes('search'), 'the search');
  expect(visitor.errors).toEqual([]);
  await visitor.close();
});
