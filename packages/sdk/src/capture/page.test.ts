import { expect, test } from 'vitest';
import { openPage } from '../../test/fake-page.ts';
import type { PageWindow } from '../environment.ts';
import { addressOf, watchPages } from './page.ts';

function watch(prepare: (window: PageWindow) => void = () => {}, hashRoutes = false) {
  const page = openPage();
  prepare(page.window);
  const seen: [string, boolean][] = [];
  let moves = 0;
  watchPages(
    page.window,
    () => addressOf(page.window.location.href, hashRoutes),
    (referrer, restored) => seen.push([referrer, restored]),
    () => moves++,
  );
  return { ...page, seen, moves: () => moves };
}

test('another path without a load is another page, which was come to from the one before', () => {
  const { go, seen } = watch();
  go('/cups/2');
  go('/cups/3');
  expect(seen).toEqual([
    ['https://shop.example/cups', false],
    ['https://shop.example/cups/2', false],
  ]);
});

test('a change of query or fragment alone is the same page', () => {
  const { window, go, seen, moves } = watch();
  window.location.search = '?variant=2';
  window.location.hash = '#reviews';
  go('/cups');
  expect(seen).toEqual([]);
  expect(moves()).toBe(1);
});

test('a page that comes back from the back/forward cache is seen anew', () => {
  const { window, seen } = watch();
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(seen).toEqual([['', true]]);
});

test('without the Navigation API the store’s own history is wrapped, keeping its this', () => {
  const history = {
    calls: [] as unknown[],
    pushState(...args: unknown[]) {
      this.calls.push(args);
    },
    replaceState() {},
  };
  const { window, seen } = watch((page) => {
    Reflect.deleteProperty(page, 'navigation');
    Object.assign(page, { history });
  });
  window.location.pathname = '/cups/2';
  window.history.pushState({ a: 1 }, '', '/cups/2');
  expect(history.calls).toEqual([[{ a: 1 }, '', '/cups/2']]);
  expect(seen).toHaveLength(1);
  window.location.pathname = '/cups';
  window.dispatchEvent(new Event('popstate'));
  expect(seen).toHaveLength(2);
});

test('a page that changes while nobody sees it counts when it is seen', () => {
  const { go, show, seen } = watch();
  show(false);
  go('/cups/2');
  expect(seen).toEqual([]);
  show(true);
  expect(seen).toHaveLength(1);
});

test('a route in the fragment is a page where the policy says so, and nowhere else', () => {
  for (const [hashRoutes, views] of [
    [true, [['https://shop.example/cups', false]]],
    [false, []],
  ] as const) {
    const { window, go, seen } = watch(() => {}, hashRoutes);
    window.location.hash = '#/orders/7';
    go('/cups');
    expect(seen).toEqual(views);
  }
});

test.each([
  ['https://shop.example/', '#/cups/2?sort=a', 'https://shop.example/cups/2'],
  ['https://shop.example/app/?utm_source=x', '#!/cups', 'https://shop.example/app/cups?utm_source=x'],
  ['https://shop.example/', '#reviews', 'https://shop.example/#reviews'],
  ['https://shop.example/', '#token=secret', 'https://shop.example/#token=secret'],
])('a route in the fragment ends the path, anything else there stays: %s%s', (address, hash, is) => {
  expect(addressOf(address + hash, true)).toBe(is);
  expect(addressOf(address + hash)).toBe(address + hash);
});
