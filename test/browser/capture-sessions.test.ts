import { expect, test } from 'vitest';
import { openCapture } from './capture-scene.ts';
import { until, type Visitor } from './visitor.ts';

// Of one visitor in a million `search` is captured, and every `page_view`.
const scene = openCapture(
  { sources: ['page'], sample: { search: 0.000001 } },
  { '/a': '<p>A', '/b': '<p>B' },
);

/** The sessions of the page views of these paths, in the order of the events. */
const sessionsOf = (visitor: Visitor, ...paths: string[]): Promise<(string | undefined)[]> =>
  until(async () => {
    await visitor.page.evaluate(() => window.sayso.flush());
    const events = (await visitor.held())?.events as { page?: { path: string }; session?: string }[];
    const found = paths.map((path) => events.filter(({ page }) => page?.path === path).at(-1));
    return found.every(Boolean) ? found.map((event) => event?.session) : null;
  }, `${paths}`);

test('pages and tabs of one visit are one session, which has an id of its own', async () => {
  const visitor = await scene.returning();
  await visitor.open('/a');
  const other = await visitor.context.newPage();
  await other.goto(`${scene.shop.store}/b`);
  const [a, b] = await sessionsOf(visitor, '/a', '/b');
  expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  expect(b).toBe(a);
  expect(a).not.toContain(await visitor.subject());
  await visitor.close();
});

test('after half an hour without an event another session begins', async () => {
  const visitor = await scene.returning();
  await visitor.open('/a');
  const [a] = await sessionsOf(visitor, '/a');
  await visitor.page.evaluate(
    () =>
      new Promise<void>((done) => {
        const request = indexedDB.open('sayso-demo');
        request.onsuccess = () => {
          const change = request.result.transaction('session', 'readwrite');
          const kept = change.objectStore('session').get(0);
          kept.onsuccess = () => {
            change.objectStore('session').put({ ...kept.result, last: kept.result.last - 31 * 60_000 }, 0);
          };
          change.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
  );
  await visitor.open('/b');
  const [b] = await sessionsOf(visitor, '/b');
  expect(b).toMatch(/^[0-9a-f-]{36}$/);
  expect(b).not.toBe(a);
  await visitor.close();
});

test('a withdrawal ends the session: nothing connects what a later yes begins with it', async () => {
  const visitor = await scene.returning();
  await visitor.open('/a');
  const [before] = await sessionsOf(visitor, '/a');
  await visitor.page.evaluate(() => window.sayso.consent.withdraw());
  await until(async () => !(await visitor.subject()), 'the subject to go');
  await visitor.page.evaluate(() => window.sayso.consent.open());
  await visitor.page.locator('sayso-banner dialog').waitFor();
  await visitor.act('accept-all');
  await until(() => visitor.subject(), 'another subject');
  await visitor.open('/b');
  const [after] = await sessionsOf(visitor, '/b');
  expect(after).toBeTruthy();
  expect(after).not.toBe(before);
  await visitor.close();
});

test('who is not among the share has no such event made, and the page is told', async () => {
  const visitor = await scene.returning();
  await visitor.open('/a');
  await sessionsOf(visitor, '/a');
  const told = await visitor.page.evaluate(() => {
    const heard: string[] = [];
    window.sayso.on('event', ({ name }) => heard.push(name));
    window.sayso.on('refused', ({ name, reason }) => heard.push(`${name} ${reason}`));
    window.sayso.track('search', { search_term: 'cup' });
    window.sayso.track('page_view');
    return new Promise<string[]>((done) => setTimeout(() => done(heard), 300));
  });
  expect(told).toEqual(['search sampled', 'page_view']);
  await visitor.close();
});
