import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PICTURES } from './art/index.mjs';
import { readLines, withChange, writeLines } from './basket.mjs';
import { CATEGORIES, PRODUCTS, productOf } from './catalog.mjs';
import { html } from './html.mjs';
import { createStorefront } from './server.mjs';

const collector = 'http://collector.example:9';
const server = createStorefront({ collector });
let store = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(store + path, { headers, redirect: 'manual' });
  return { answer, text: await answer.text() };
};

const send = async (path: string, form: Record<string, string>, cookie = '') => {
  const body = new URLSearchParams(form);
  const answer = await fetch(store + path, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  const [set] = answer.headers.getSetCookie();
  return { answer, to: answer.headers.get('location') ?? '', set, cookie: set?.split(';')[0] ?? '' };
};

const PAGES = ['/', '/search?q=oak', '/cart', '/saved', '/thank-you', '/privacy']
  .concat(CATEGORIES.flatMap(({ id }) => [`/c/${id}`, `/c/${id}/price`]))
  .concat(PRODUCTS.map(({ id }) => `/p/${id}`));

test('the script tag is the only thing that a page loads from elsewhere, and no page sets a cookie', async () => {
  for (const path of PAGES) {
    const { answer, text } = await get(path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers.getSetCookie(), path).toEqual([]);
    const loaded = [...text.matchAll(/<(?:script|img|link|iframe)\b[^>]*?(?:src|href)="([^"]*)"/g)].map(
      ([, url]) => url,
    );
    expect(
      loaded.filter((url) => !url?.startsWith('/')),
      path,
    ).toEqual([`${collector}/s/demo.js`]);
  }
});

test('each event in the markup is JSON that can be read', async () => {
  for (const path of PAGES) {
    const { text } = await get(path);
    for (const [, value = ''] of text.matchAll(/data-sayso-(?:item|props)="([^"]*)"/g)) {
      expect(() => JSON.parse(value.replaceAll('&quot;', '"').replaceAll('&#39;', "'")), value).not.toThrow();
    }
  }
});

test('there are at least sixteen products in four categories, each with a picture of its own', async () => {
  expect(PRODUCTS.length).toBeGreaterThanOrEqual(16);
  expect(CATEGORIES.every(({ id }) => PRODUCTS.some((one) => one.category === id))).toBe(true);
  const pictures = new Set(PRODUCTS.map(({ id }) => (PICTURES as Record<string, string>)[id]));
  expect(pictures.size).toBe(PRODUCTS.length);
  expect(pictures.has(undefined as never)).toBe(false);
});

test('a purchase works with forms alone, and its event is in the page once', async () => {
  const first = await send('/cart/add', { id: 'kettle' });
  expect(first).toMatchObject({ to: '/cart', cookie: 'cart=kettle.1' });
  expect(first.set).toMatch(/HttpOnly; SameSite=Lax/);
  const second = await send('/cart/add', { id: 'oak-board' }, first.cookie);
  const third = await send('/cart/remove', { id: 'kettle' }, second.cookie);
  expect(third.cookie).toBe('cart=oak-board.1');
  const bought = await send('/checkout', {}, third.cookie);
  expect(bought.set).toMatch(/^cart=;.*Max-Age=0$/);
  const thanks = await get(bought.to);
  expect(thanks.text).toMatch(/data-sayso-event="purchase"[^>]*oak-board/);
  expect((await get(bought.to)).text).not.toContain('data-sayso-event="purchase"');
});

test('the region of the demo goes along in every link of the store', async () => {
  const { text } = await get('/p/kettle?region=US-CA');
  expect(text).toContain('data-region="US-CA"');
  const links = [...text.matchAll(/<(?:a|form)\b[^>]*?(?:href|action)="(\/[^"]*)"/g)].map(([, url]) => url);
  const switches = links.filter((url) => /region=(DE|JP)$|^\/p\/kettle$/.test(url ?? ''));
  expect(switches).toHaveLength(3);
  expect(links.filter((url) => !switches.includes(url) && !url?.includes('region=US-CA'))).toEqual([
    '/search',
  ]);
  expect(text).toContain('<input type="hidden" name="region" value="US-CA">');
});

test('what comes with the address or a cookie is never markup', async () => {
  const { text } = await get('/search?q=%3Cscript%3Ealert(1)%3C/script%3E&region=%22%3E%3Cb%3E');
  expect(text).not.toContain('<script>alert');
  expect(text).toContain('&lt;script&gt;alert(1)');
  expect(text).not.toContain('"><b>');
  expect(`${html`<a title="${'"<&'}">`}`).toBe('<a title="&quot;&lt;&amp;">');
});

test('a malformed cart cookie is an empty cart', () => {
  for (const value of [
    'kettle',
    'kettle.0',
    'kettle.-1',
    'kettle.1e9',
    'nothing.1',
    '%00',
    '.',
    'kettle.1.5x',
  ]) {
    const lines = readLines(`cart=${value}`, 'cart');
    expect(lines.length, value).toBe(value === 'kettle.1.5x' ? 1 : 0);
  }
  const full = withChange(readLines('cart=kettle.20', 'cart'), productOf('kettle'), 1);
  expect(writeLines('cart', full)).toMatch(/^cart=kettle\.20;/);
});

test('a strict page allows scripts by a nonce that is new each time', async () => {
  const first = await get('/?csp=strict');
  const policy = first.answer.headers.get('content-security-policy') ?? '';
  const [, nonce = ''] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
  expect(nonce.length).toBeGreaterThan(20);
  expect(policy).toContain("default-src 'none'");
  expect([...first.text.matchAll(/<script\b/g)]).toHaveLength(
    first.text.split(`nonce="${nonce}"`).length - 1,
  );
  expect((await get('/?csp=strict')).text).not.toContain(nonce);
  expect((await get('/')).answer.headers.get('content-security-policy')).toBeNull();
});

test('an address that is not there is a page that says so', async () => {
  for (const path of [
    '/nope',
    '/p/nope',
    '/c/nope',
    '/img/constructor.svg',
    '/p/__proto__',
    '/../server.mjs',
  ]) {
    expect((await get(path)).answer.status, path).toBe(404);
  }
});

test('the privacy policy names the purposes and times of the policy that the collector publishes for the demo', async () => {
  const file = new URL('../../packages/collector/demo/policy.json', import.meta.url);
  const { purposes, controller } = JSON.parse(readFileSync(file, 'utf8'));
  const { text } = await get(controller.privacyPolicyUrl);
  const rows = [...text.matchAll(/<tr><td>(\w+)<\/td>.*?<td>([^<]*)<\/td><\/tr>/g)];
  expect(rows.map(([, name, kept]) => [name?.toLowerCase(), kept]).sort()).toEqual(
    purposes
      .map(({ id, retentionDays }: { id: string; retentionDays?: number }) => [
        id,
        retentionDays ? `${retentionDays} days` : 'until then',
      ])
      .sort(),
  );
});
