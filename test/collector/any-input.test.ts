import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, NO, SHOP, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const _problem = ({ status, json }: Answer): string => `${status} ${json?.code}`;
const RECEIPTS = '/v1/shop/receipts';
const EVENTS = '/v1/shop/events';
const _EVIL = { headers: { origin: 'https://evil.example' } };

describe('no input leads to an error of the server', () => {
  const visitor = () => collector.visitor();
  const deep = (open: string, close: string, n: number) => open.repeat(n) + close.repeat(n);
  const odd: [string, string][] = [
    ['half a character', '"\\ud800"'],
    ['a huge number', '1e999'],
    ['minus a huge number', '-1e999'],
    ['__proto__', '{"__proto__":{"x":1}}'],
    ['constructor', '{"constructor":{"prototype":{"x":1}}}'],
    ['20 000 arrays', deep('[', ']', 20_000)],
    ['4 000 objects', `${'{"a":'.repeat(4_000)}1${'}'.repeat(4_000)}`],
    ['a NUL', '"\\u0000"'],
    ['nothing', 'null'],
    ['a list', '[]'],
  ];
  test.each(odd)('%s in every place of a receipt', async (_what, value) => {
    const body = {
      ...visitor().receipt(YES),
      ...{
        since: {},
        locale: 'en',
        region: 'US',
        signals: {},
        gpc: true,
        confirmed: [],
        ui: {},
        textHash: '',
      },
    };
    for (const field of Object.keys(body)) {
      const text = JSON.stringify({ ...body, [field]: '@' }).replace('"@"', value);
      expect((await collector.post(RECEIPTS, text)).status, field).toBeLessThan(500);
    }
    expect((await collector.post(RECEIPTS, value)).status).toBeLessThan(500);
  });

  test.each(odd)('%s in every place of a batch and its events', async (_what, value) => {
    const one = visitor();
    await one.say(YES);
    const event = {
      ...one.event('view_item'),
      page: { url: SHOP, title: '', referrer: SHOP, id: 'x' },
      session: 's',
      seq: 1,
      props: { items: [{ item_id: 'a', price: 1 }], value: 1, currency: 'EUR', unknown: 1 },
    };
    const places = [
      ...Object.keys(event).map((key) => ({ ...event, [key]: '@' })),
      ...Object.keys(event.page).map((key) => ({ ...event, page: { ...event.page, [key]: '@' } })),
      ...Object.keys(event.props).map((key) => ({ ...event, props: { ...event.props, [key]: '@' } })),
      { ...event, props: { ...event.props, items: ['@'] } },
      { ...event, props: { ...event.props, items: [{ item_id: '@' }] } },
      { ...event, more: '@' },
      '@',
    ];
    for (const place of places) {
      const body = JSON.stringify({ subject: one.subject, sentAt: one.time(), events: [place] });
      const answer = await collector.post(EVENTS, body.replace('"@"', value));
      expect(answer.status, body).toBe(200);
    }
    for (const field of ['subject', 'sentAt', 'signals', 'events']) {
      const body = { subject: one.subject, sentAt: one.time(), events: [event], [field]: '@' };
      const answer = await collector.post(EVENTS, JSON.stringify(body).replace('"@"', value));
      expect(answer.status, field).toBeLessThan(500);
    }
  });

  test.each(odd)('%s in a request for a right', async (_what, value) => {
    const one = visitor();
    await one.say(YES);
    for (const body of [value, `{"kind":${value}}`, `{"kind":"objection","note":${value}}`]) {
      expect((await one.ask(body)).status).toBeLessThan(500);
    }
  });

  test.each([
    '/v1/%E0%A4%A/policy',
    '/v1/shop/policies/%',
    '/v1/shop/policies/1e0',
    '/v1/shop/pixel.gif?name=%E0%A4%A',
    '/s/%ff.js',
    '/assets/%2e%2e%2f',
    '/v1/__proto__/policy',
    '/v1/shop/me',
    '//',
  ])('the address %s', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT']) {
      const response = await collector.app.request(`http://localhost${path}`, { method });
      expect(response.status).toBeLessThan(500);
    }
  });

  test('headers that are not what they should be', async () => {
    const one = visitor();
    for (const headers of [
      { authorization: 'Bearer' },
      { authorization: `Bearer ${'x'.repeat(5_000)}` },
      { cookie: '=;;%;sayso-shop=%E0' },
      { origin: '::::' },
      { 'content-type': ';;' },
      { 'content-length': 'many' },
      { 'sec-gpc': '1, 1' },
      { 'x-forwarded-for': ',,,' },
    ]) {
      const init = { headers: headers };
      expect((await one.me(init)).status).toBeLessThan(500);
      expect((await collector.post('/v1/shop/opt-out', 'a=b', init)).status).toBeLessThan(500);
      expect((await one.say(NO, {}, init)).status).toBeLessThan(500);
    }
  });

  test('and none of it was logged as unexpected', () => {
    expect(collector.lines).toEqual([]);
  });
});
