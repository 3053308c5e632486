import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, NO, SHOP, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const problem = ({ status, json }: Answer): string => `${status} ${json?.code}`;
const _RECEIPTS = '/v1/shop/receipts';
const EVENTS = '/v1/shop/events';
const _EVIL = { headers: { origin: 'https://evil.example' } };

describe('an Origin', () => {
  test.each([undefined, SHOP, 'https://collector.example'])(
    '%s may record a choice and send events',
    async (origin) => {
      const visitor = collector.visitor();
      const init = { headers: { origin } };
      expect((await visitor.say(YES, {}, init)).status).toBe(201);
      expect((await visitor.send([visitor.event()], {}, init)).json.accepted).toBe(1);
    },
  );

  test.each([
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'null',
    'chrome-extension://x',
  ])('%s may not', async (origin) => {
    const visitor = collector.visitor();
    const init = { headers: { origin } };
    expect(problem(await visitor.say(YES, {}, init))).toBe('403 origin-not-allowed');
    expect(problem(await visitor.send([visitor.event()], {}, init))).toBe('403 origin-not-allowed');
    expect(problem(await visitor.me({ headers: { origin } }))).toBe('403 origin-not-allowed');
    expect(
      (await visitor.send([visitor.event()], {}, init)).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });

  test('never keeps a visitor from saying no', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    for (const origin of ['https://evil.example', 'null', 'not an origin']) {
      expect((await visitor.say(NO, {}, { headers: { origin } })).status).toBe(201);
    }
    expect(await visitor.try()).toBe('denied');
  });

  test('null may send events where the site allows it, but never grant', async () => {
    const shopify = await startCollector({ allowNullOrigin: true });
    const visitor = shopify.visitor();
    const init = { headers: { origin: 'null' } };
    expect(problem(await visitor.say(YES, {}, init))).toBe('403 origin-not-allowed');
    await visitor.say(YES);
    const sent = await visitor.send([visitor.event()], {}, init);
    expect(sent.json.accepted).toBe(1);
    expect(sent.headers.get('access-control-allow-origin')).toBe('null');
    await shopify.close();
  });
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    collector.request(EVENTS, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  test("lets the site's pages in, without credentials", async () => {
    const { status, headers } = await preflight(SHOP);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, DELETE');
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  test('lets nobody else in', async () => {
    const { headers } = await preflight('https://evil.example');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  test('lets a page read an error and when to try again', async () => {
    const slow = await startCollector({ args: { rate: '1' } });
    const visitor = slow.visitor();
    await visitor.say(YES);
    let answer = await visitor.send([visitor.event()]);
    for (let i = 0; i < 5 && answer.status === 200; i++) answer = await visitor.send([visitor.event()]);
    expect(problem(answer)).toBe('429 slow-down');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
    await slow.close();
  });

  test('has every answer vary by Origin', async () => {
    for (const path of ['policy', 'policies/1', 'me']) {
      expect((await collector.request(`/v1/shop/${path}`)).headers.get('vary'), path).toContain('Origin');
    }
  });
});

describe('a rate', () => {
  test('of choices is 20 at once and then one a second for each address, but a known subject may say no', async () => {
    const slow = await startCollector({ args: { rate: '50' } });
    const known = slow.visitor();
    await known.say(YES);
    const said = await Promise.all(Array.from({ length: 19 }, () => slow.visitor().say(YES)));
    expect(said.every(({ status }) => status === 201)).toBe(true);
    const visitor = slow.visitor();
    expect(problem(await visitor.say(YES))).toBe('429 slow-down');
    expect(problem(await visitor.say(NO))).toBe('429 slow-down');
    expect(problem(await known.say(YES))).toBe('429 slow-down');
    expect((await known.say(NO)).status).toBe(201);
    expect((await visitor.say(YES, {}, { peer: '203.0.113.8' })).status).toBe(201);
    slow.clock.forward(1_000);
    expect((await visitor.say(YES)).status).toBe(201);
    expect(problem(await visitor.say(YES))).toBe('429 slow-down');
    await slow.close();
  });

  test('of opt-outs is not passed by whoever makes up a subject in a cookie', async () => {
    const slow = await startCollector({ args: { rate: '50' } });
    const optOut = () =>
      slow.request('/v1/shop/opt-out', { method: 'POST', headers: { cookie: 'sayso-shop=x' } });
    for (let i = 0; i < 20; i++) expect((await optOut()).status).toBe(201);
    expect(problem(await optOut())).toBe('429 slow-down');
    await slow.close();
  });
});
