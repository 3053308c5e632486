import { expect, test } from 'vitest';
import { openPage } from '../../test/fake-page.ts';
import type { PageWindow } from '../environment.ts';
import { watchPages } from './page.ts';

function watch(prepare: (window: PageWindow) => void = () => {}) {
  const page = openPage();
  prepare(page.window);
  const seen: [string, boolean][] = [];
  watchPages(page.window, (referrer, restored) => seen.push([referrer, restored]));
  return { ...page, seen };
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
  const { window, go, seen } = watch();
  window.location.search = '?variant=2';
  window.location.hash = '#reviews';
  go('/cups');
  expect(seen).toEqual([]);
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
