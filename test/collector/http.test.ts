import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, NO, POLICY, SHOP, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const problem = ({ status, json }: Answer): string => `${status} ${json?.code}`;
const RECEIPTS = '/v1/shop/receipts';
const EVENTS = '/v1/shop/events';
const EVIL = { headers: { origin: 'https://evil.example' } };

describe('an error', () => {
  test('is a problem with a stable code, which no cache keeps', async () => {
    const answer = await collector.post(RECEIPTS, '{');
    expect(answer.json).toEqual({
      type: expect.stringContaining('not-json'),
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: 'not-json',
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['{', '', 'undefined', '{"a":1}x', '\ufeff{', "{'a':1}"])('400 not-json: %j', async (body) => {
    expect(problem(await collector.post(EVENTS, body))).toBe('400 not-json');
  });

  test('404 unknown-site: whatever is asked of it', async () => {
    for (const path of ['policy', 'policies', 'policies/1', 'me', 'opt-out']) {
      expect(problem(await collector.request(`/v1/nobody/${path}`)), path).toBe('404 unknown-site');
    }
    expect(problem(await collector.post('/v1/nobody/receipts', {}))).toBe('404 unknown-site');
    expect(problem(await collector.request('/s/nobody.js'))).toBe('404 unknown-site');
    expect(problem(await collector.request('/v1/%00/policy'))).toBe('404 unknown-site');
  });

  test('404 not-found: an address that there is none of', async () => {
    expect(problem(await collector.request('/nothing'))).toBe('404 not-found');
    expect(problem(await collector.request('/v1/shop/nothing'))).toBe('404 not-found');
  });

  test('413 too-large: with and without a length, by bytes', async () => {
    const large = JSON.stringify({ x: 'é'.repeat(33_000) });
    expect(problem(await collector.post(EVENTS, large))).toBe('413 too-large');
    expect(problem(await collector.post(EVENTS, '{}', { headers: { 'content-length': '65537' } }))).toBe(
      '413 too-large',
    );
    const stream = new Blob([large]).stream();
    const answer = await collector.app.request(`http://localhost${EVENTS}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
    const fits = JSON.stringify({ x: 'a'.repeat(65_536 - 8) });
    expect(fits).toHaveLength(65_536);
    expect(problem(await collector.post(EVENTS, fits))).toBe('422 invalid');
  });

  test.each([
    [{ 'content-type': 'application/xml' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': '' }],
    [{ 'content-encoding': 'gzip' }],
    [{ 'content-encoding': 'identity' }],
  ])('415 unsupported-type: %j', async (headers) => {
    expect(problem(await collector.post(EVENTS, '{}', { headers: headers }))).toBe('415 unsupported-type');
  });

  test.each(['application/json', 'text/plain', 'text/plain;charset=UTF-8', 'Application/JSON; x=y'])(
    'a body of type %s is read',
    async (type) => {
      const visitor = collector.visitor();
      expect((await visitor.say(YES, {}, { headers: { 'content-type': type } })).status).toBe(201);
    },
  );

  test('422 invalid: names at most ten faults, and repeats nothing that came in', async () => {
    const marker = 'ann-at-mail-example';
    const wrong = {
      id: marker,
      subject: marker,
      purposes: { [marker]: marker, 'ann@mail.example': 1 },
      since: { [marker]: marker },
      policyVersion: marker,
      method: marker,
      at: marker,
      signals: { gpc: marker, dnt: marker, minor: marker },
      gpc: marker,
      confirmed: [marker.toUpperCase(), 1, 2, 3],
      ui: { [marker]: marker },
      textHash: marker,
    };
    const answer = await collector.post(RECEIPTS, wrong);
    expect(problem(answer)).toBe('422 invalid');
    expect(answer.json.errors).toHaveLength(10);
    for (const error of answer.json.errors) expect(Object.keys(error)).toEqual(['path', 'message']);
    expect(answer.text).not.toMatch(/ann|mail/i);
  });

  test('422 invalid: repeats no purpose that a page made up', async () => {
    const visitor = collector.visitor();
    const answer = await visitor.say({ ...YES, 'ann-secret': true });
    expect(problem(answer)).toBe('422 invalid');
    expect(answer.text).not.toContain('ann-secret');
  });

  test('no problem repeats a subject, an id or an address', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    const { subject } = visitor;
    const id = randomUUID();
    const answers = [
      await visitor.say(YES, { policyVersion: 9, id }),
      await collector.visitor().say(YES, { method: 'api', id, subject }, EVIL),
      await collector.request(`/v1/shop/me?subject=${subject}`, {
        headers: { authorization: `Basic ${subject}` },
      }),
      await collector.request(`/v1/${subject}/policy`),
      await visitor.ask({ kind: subject }),
      await visitor.send([], { sentAt: subject }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      for (const secret of [subject, visitor.hash, id, '203.0.113.7']) expect(text).not.toContain(secret);
    }
  });
});

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

describe('a store that fails', () => {
  const failing = (error: Error) =>
    startCollector({
      store: (store) => ({
        ...store,
        createSite: (site) => store.createSite(site),
        sites: () => store.sites(),
        ready: () => store.ready(),
        close: () => store.close(),
        site: async (id) => {
          const site = await store.site(id);
          return (
            site && {
              site: site.site,
              policies: () => site.policies(),
              holding: (hash) => site.holding(hash),
              receipt: (receipt) => site.receipt(receipt),
              counts: () => site.counts(),
              refusals: () => site.refusals(),
              write: () => Promise.reject(error),
            }
          );
        },
      }),
    });

  test('leaves in the log no address, no subject, no query and nothing of a body', async () => {
    const visitor = collector.visitor();
    const own = await failing(new Error(`UNIQUE constraint failed for ${visitor.subject}`));
    const body = visitor.receipt(YES);
    const answers = [
      await own.post(`${RECEIPTS}?q=secret-query`, body),
      await own.post(EVENTS, { subject: visitor.subject, sentAt: visitor.time(), events: [visitor.event()] }),
      await own.request('/v1/shop/me?q=secret-query', {
        headers: { authorization: `Bearer ${visitor.subject}` },
      }),
    ];
    expect(answers.map(problem)).toEqual(['500 internal', '500 internal', '500 internal']);
    expect(own.lines).toHaveLength(3);
    const said = own.lines.join('\n') + answers.map(({ text }) => text).join('\n');
    for (const secret of [visitor.subject, visitor.hash, body.id, '203.0.113.7', 'secret-query', 'UNIQUE']) {
      expect(said).not.toContain(secret);
    }
    await own.close();
  });

  test('because nothing can be stored now says so with 503 and when to try again', async () => {
    const own = await startCollector();
    await own.store.close();
    const answer = await own.visitor().say(YES);
    expect(problem(answer)).toBe('503 busy');
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

test('a script and a policy are there by HEAD too', async () => {
  expect((await collector.request('/v1/shop/policy', { method: 'HEAD' })).status).toBe(200);
  expect(POLICY.purposes).toHaveLength(3);
  expect((await collector.request('/v1/shop/policy', EVIL)).status).toBe(200);
});
