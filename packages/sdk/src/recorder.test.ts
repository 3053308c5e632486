import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { click, element } from '../test/fake-element.ts';
import { type FakePage, openPage, type Setting, SHOWN } from '../test/fake-page.ts';

const NOON = new Date('2026-11-20T12:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

const soon = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const press = ({ window }: FakePage, text = 'Buy') =>
  window.document.dispatchEvent(click(element('button', {}, { text })));
const told = ({ told: all }: FakePage, type: string) =>
  all.filter((one) => one.type === `sayso:${type}`).map(({ detail }) => detail as Record<string, unknown>);
const names = ({ collector }: FakePage) => collector.events.map(({ name }) => name);

/** A page on which all was allowed, and which has sent what it had. */
async function allowed(setting: Setting = {}): Promise<FakePage> {
  const page = openPage(setting);
  await page.sayso.port.choose('accept-all', SHOWN);
  await soon(3000);
  return page;
}

test('a click is made an event after the task it happened in, with its own time and title', async () => {
  const page = await allowed();
  const at = new Date().toISOString();
  press(page);
  page.window.document.title = 'Paid';
  expect(told(page, 'event')).toHaveLength(1);
  await soon(250);
  expect(told(page, 'event')[1]).toMatchObject({ name: 'click', at, props: { text: 'Buy' } });
  expect(told(page, 'event')[1]?.page).toMatchObject({ title: 'Cups' });
});

test('what is clicked in a quarter of a second is made events together, with one look at the cookie', async () => {
  const page = await allowed();
  let looks = 0;
  const { cookie } = page.jar;
  Object.defineProperty(page.jar, 'cookie', {
    get() {
      looks++;
      return cookie;
    },
  });
  for (const text of ['One', 'Two', 'Three']) press(page, text);
  expect(looks).toBe(0);
  await soon(250);
  expect(told(page, 'event').slice(1)).toMatchObject([
    { seq: 1, props: { text: 'One' } },
    { seq: 2, props: { text: 'Two' } },
    { seq: 3, props: { text: 'Three' } },
  ]);
  expect(looks).toBe(1);
});

test.each([
  ['withdraws', (page: FakePage) => page.sayso.consent.withdraw(), 'denied'],
  ['says no in another tab', (page: FakePage) => page.jar.values.clear(), 'no-choice'],
])('a visitor who clicks and then %s at once leaves no click', async (_, change, reason) => {
  const page = await allowed();
  press(page);
  void change(page);
  await soon(5000);
  expect(told(page, 'refused').filter((one) => one.name)).toMatchObject([{ name: 'click', reason }]);
  expect(names(page)).not.toContain('click');
});

test('a click before the yes is none, though the yes comes before it would have been made an event', async () => {
  const page = await allowed();
  await page.sayso.consent.withdraw();
  await soon(3000);
  press(page);
  void page.sayso.port.choose('accept-all', SHOWN);
  await soon(5000);
  expect(told(page, 'refused').filter((one) => one.name)).toMatchObject([
    { name: 'click', reason: 'denied' },
  ]);
  expect(names(page)).not.toContain('click');
});

test('a page that is left at once takes the click with it', async () => {
  const page = await allowed();
  press(page);
  page.window.dispatchEvent(new Event('pagehide'));
  await soon();
  expect(names(page)).toEqual(['page_view', 'click']);
  expect(page.collector.of('/events').at(-1)?.init.keepalive).toBe(true);
});

test('sayso.flush() sends a click of this moment, too', async () => {
  const page = await allowed();
  press(page);
  await page.sayso.flush();
  expect(names(page)).toEqual(['page_view', 'click']);
});

test('what page code tracks, and the page that a click leads to, come after the click', async () => {
  const page = await allowed();
  press(page);
  page.sayso.track('search', { search_term: 'cup' });
  press(page, 'Bowls');
  page.go('/bowls');
  await soon(3000);
  const path = ({ name, page: at, seq }: (typeof page.collector.events)[0]) => `${name} ${at?.path} ${seq}`;
  expect(page.collector.events.map(path)).toEqual([
    'page_view /cups 0',
    'click /cups 1',
    'search /cups 2',
    'click /cups 3',
    'page_view /bowls 0',
  ]);
});
