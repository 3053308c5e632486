import { expect, test } from 'vitest';
import { clearCookies, cookieNames, domainsAbove, pathsAbove } from './cookies.ts';

/** A browser's cookies, each with its place; a page sees those of its host and path. */
function browser(
  address: string,
  given: { name: string; domain?: string; path?: string; partitioned?: boolean }[],
) {
  let jar = given.map((cookie) => ({ domain: '', path: '/', partitioned: false, ...cookie }));
  const written: string[] = [];
  const location = new URL(address);
  const document = {
    get cookie() {
      return jar
        .filter(({ path }) => location.pathname.startsWith(path))
        .map(({ name }) => `${name}=1`)
        .join('; ');
    },
    set cookie(text: string) {
      written.push(text);
      const [pair = '', ...parts] = text.split('; ');
      const part = (name: string): string | undefined =>
        parts.find((p) => p.startsWith(`${name}=`))?.slice(name.length + 1);
      jar = jar.filter(
        (cookie) =>
          cookie.name !== pair.slice(0, pair.indexOf('=')) ||
          cookie.domain !== (part('Domain') ?? '') ||
          cookie.path !== part('Path') ||
          cookie.partitioned !== parts.includes('Partitioned'),
      );
    },
  };
  return { page: { document, location }, written, left: () => jar.map(({ name }) => name) };
}
const list = (...names: string[]) => names.map((name) => ({ name }));

test('cookies go from the host, every domain above it and every path above the page', () => {
  const { page, left } = browser('https://www.shop.example/cups/blue', [
    { name: '_a' },
    { name: '_b_1', domain: 'shop.example' },
    { name: '_b_2', domain: 'www.shop.example', path: '/cups' },
    { name: '_c', path: '/cups/' },
    { name: '_d', partitioned: true },
    { name: 'cart' },
  ]);
  expect(clearCookies(page, list('_a', '_b_*', '_c', '_d'), [])).toEqual({
    removed: ['_a', '_b_1', '_b_2', '_c', '_d'],
    left: [],
  });
  expect(left()).toEqual(['cart']);
});

test('one that is somewhere else goes if the list says where, even unseen', () => {
  const { page, left } = browser('https://shop.example/cups', [
    { name: '_a', path: '/account' },
    { name: '_b', domain: 'other.example' },
    { name: '_c', path: '/account' },
  ]);
  const listed = [{ name: '_a', path: '/account' }, { name: '_b', domain: 'other.example' }, { name: '_c' }];
  expect(clearCookies(page, listed, [])).toEqual({ removed: ['_b'], left: [] });
  expect(left()).toEqual(['_c']);
});

test('one that stays is reported', () => {
  const { page } = browser('http://shop.example/', [{ name: '_a', domain: 'elsewhere.example' }]);
  expect(clearCookies(page, list('_a'), [])).toEqual({ removed: [], left: ['_a'] });
});

test('what an allowed purpose lists stays, and so does the choice', () => {
  const { page, left, written } = browser('https://shop.example/', [
    { name: '_ga' },
    { name: '__Host-sayso-demo' },
  ]);
  const all = [{ name: '_ga', path: '/' }, ...list('__Host-sayso-demo', '__Host-*')];
  expect(clearCookies(page, all, list('_ga*'))).toEqual({ removed: [], left: [] });
  expect(left()).toEqual(['_ga', '__Host-sayso-demo']);
  expect(written).toEqual([]);
});

test('a page that may not look at cookies has none', () => {
  const document = {
    get cookie(): string {
      throw new Error('sandboxed');
    },
  };
  expect(cookieNames({ document })).toEqual([]);
});

test('an address of numbers has no domain above it', () => {
  expect(domainsAbove('127.0.0.1')).toEqual(['']);
  expect(domainsAbove('[::1]')).toEqual(['']);
  expect(domainsAbove('localhost')).toEqual(['']);
  expect(domainsAbove('a.b.co.uk')).toEqual(['', 'a.b.co.uk', 'b.co.uk', 'co.uk']);
  expect(pathsAbove('/')).toEqual(['/']);
});
