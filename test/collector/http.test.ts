import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Collector, POLICY, startCollector, YES } from './harness.ts';

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

describe('a store that fails', () => {
  /** An object with some of its methods replaced. */
  const but = <T extends object>(one: T, over: Partial<T>): T =>
    new Proxy(one, {
      get(target, name) {
        if (Object.hasOwn(over, name)) return Reflect.get(over, name);
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const failing = (error: Error) =>
    startCollector({
      store: (store) =>
        but(store, {
          site: async (id) => {
            const site = await store.site(id);
            return site && but(site, { write: () => Promise.reject(error) });
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
