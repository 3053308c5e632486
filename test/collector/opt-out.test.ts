import { randomBytes } from 'node:crypto';
import { formatCookie, type Memory, parseCookie } from '@sayso/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  COLLECTOR,
  type Collector,
  DAY,
  POLICY,
  payloadOf,
  SHOP,
  startCollector,
  US,
  YES,
} from './harness.ts';

const REGIMES = { ...POLICY, regimes: { default: 'opt-out' } };
let collector: Collector;
beforeAll(async () => {
  collector = await startCollector({ policy: REGIMES });
  // The collector on the store's own address: its pages are of a listed origin.
  await collector.store.createSite({
    id: 'own',
    origins: [COLLECTOR],
    allowNullOrigin: false,
    logOrigin: 'log.example/own',
    createdAt: '2026-11-21T12:00:00.000Z',
  });
  await collector.publish(REGIMES, {}, 'own');
});
afterAll(() => collector.close());

const form = (site: string, headers: Record<string, string> = {}) =>
  collector.request(`/v1/${site}/opt-out`, {
    method: 'POST',
    body: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
  });

/** A visitor of the store that the collector shares an address with, and the cookie of their choice. */
async function known() {
  const visitor = collector.visitor(0, 'own');
  const body = visitor.receipt(YES, US);
  await collector.post('/v1/own/receipts', body, { headers: { origin: COLLECTOR } });
  const memory: Memory = {
    choice: { purposes: YES, policyVersion: 1, at: body.at, since: {}, regime: 'opt-out', confirmed: [] },
    at: body.at,
    noticed: 1,
    subject: visitor.subject,
    pending: null,
    minor: false,
  };
  return { visitor, cookie: `__Host-sayso-own=${formatCookie(memory)}` };
}
const cookieOf = (header: string | null) => {
  const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(header ?? '') ?? [];
  return { name, memory: parseCookie(value, REGIMES.purposes.slice(1)), rest };
};

describe('the opt-out page', () => {
  test('is a form with one button and no script, which changes nothing', async () => {
    const { status, text, headers } = await collector.request('/v1/shop/opt-out');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('set-cookie')).toBeNull();
    expect(text.match(/<button/g)).toHaveLength(1);
    expect(text).not.toContain('<script');
    expect(await (await collector.siteOf()).counts()).toMatchObject({ receipts: 0 });
  });

  test("on another address records a refusal that is nobody's, and says that it can't know the browser", async () => {
    const { status, text, headers } = await form('shop', { origin: SHOP });
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toBeNull();
    expect(text).toContain('was recorded');
    expect(text).toContain("can't tell which browser is yours");
    const json = await form('shop', { accept: 'application/json' });
    expect(json.status).toBe(201);
    expect(payloadOf(json.json.receipt)).toMatchObject({
      sub: null,
      method: 'opt-out',
      basis: 'refusal',
      purposes: { marketing: 'denied' },
    });
  });

  test("on the store's own address opts the cookie's subject out, and sets the cookie", async () => {
    const { visitor, cookie } = await known();
    collector.clock.forward(DAY);
    const { status, text, headers } = await form('own', { origin: COLLECTOR, cookie });
    expect(status).toBe(200);
    expect(text).toContain('you are opted out');
    const event = { props: { items: [] } };
    expect(await visitor.try('add_to_wishlist', event, { headers: { origin: COLLECTOR } })).toBe('denied');
    expect(await visitor.try('page_view', {}, { headers: { origin: COLLECTOR } })).toBe('accepted');
    const { name, memory, rest } = cookieOf(headers.get('set-cookie'));
    expect(name).toBe('__Host-sayso-own');
    expect(memory).toMatchObject({
      subject: visitor.subject,
      choice: { purposes: { analytics: true, marketing: false } },
    });
    // By the collector's clock, which the test holds; an opt-out is kept for as long as browsers let it live.
    expect(rest).toBe(`; Path=/; SameSite=Lax; Max-Age=${400 * 86_400}; Secure`);
  });

  test('works for a visitor who was erased: the refusal is nobody’s then, and the cookie forgets the subject', async () => {
    const { visitor, cookie } = await known();
    const erased = await collector.request('/v1/own/me', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${visitor.subject}` },
    });
    expect(erased.status).toBe(200);
    const { status, headers } = await form('own', { origin: COLLECTOR, cookie });
    expect(status).toBe(200);
    const { memory } = cookieOf(headers.get('set-cookie'));
    expect(memory?.subject).toBeNull();
    expect(memory?.choice?.purposes.marketing).toBe(false);
  });

  test('does not opt anybody out for a page of another site', async () => {
    const { visitor, cookie } = await known();
    const { headers } = await form('own', { origin: 'https://evil.example', cookie });
    expect(headers.get('set-cookie')).toBeNull();
    const event = { props: { items: [] } };
    expect(await visitor.try('add_to_wishlist', event, { headers: { origin: COLLECTOR } })).toBe('accepted');
  });

  test('takes a doubled or a broken cookie for none', async () => {
    const { visitor, cookie } = await known();
    for (const broken of [
      `${cookie}; ${cookie}`,
      '__Host-sayso-own=x',
      `sayso-own=${randomBytes(9).toString('hex')}`,
    ]) {
      expect((await form('own', { origin: COLLECTOR, cookie: broken })).status).toBe(200);
    }
    const event = { props: { items: [] } };
    expect(await visitor.try('add_to_wishlist', event, { headers: { origin: COLLECTOR } })).toBe('accepted');
  });

  test('needs no body at all', async () => {
    expect((await collector.request('/v1/shop/opt-out', { method: 'POST' })).status).toBe(201);
  });

  test('refuses a body that is too large, as elsewhere', async () => {
    const answer = await collector.request('/v1/shop/opt-out', {
      method: 'POST',
      body: 'x'.repeat(70_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(413);
  });
});

describe('the cookie that comes with a choice on the same address', () => {
  test('is set anew by the server, with the life that is left of it', async () => {
    const { visitor, cookie } = await known();
    collector.clock.forward(10 * DAY);
    const again = visitor.receipt(YES, US);
    const { headers } = await collector.post('/v1/own/receipts', again, {
      headers: { origin: COLLECTOR, cookie },
    });
    const { rest, memory } = cookieOf(headers.get('set-cookie'));
    expect(rest).toContain(`Max-Age=${170 * 86_400};`);
    expect(memory?.subject).toBe(visitor.subject);
  });

  test('is left alone if it says something else than the choice', async () => {
    const { visitor, cookie } = await known();
    const other = visitor.receipt({ analytics: false, marketing: true }, US);
    const { headers } = await collector.post('/v1/own/receipts', other, {
      headers: { origin: COLLECTOR, cookie },
    });
    expect(headers.get('set-cookie')).toBeNull();
  });
});
