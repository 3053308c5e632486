import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Collector, DAY, HOUR, NO, POLICY, payloadOf, startCollector, US, YES } from './harness.ts';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const MINOR_CHANGE = { ...POLICY, controller: { ...POLICY.controller, contact: 'dpo@shop.example' } };
const NEW_PURPOSE = {
  ...POLICY,
  purposes: [...POLICY.purposes, { id: 'profiling', events: ['view_recommendation'] }],
};
const code = async (answer: Promise<{ status: number; json: { code: string } }>) => {
  const { status, json } = await answer;
  return json.code ? `${status} ${json.code}` : status;
};

describe('which version a choice may name', () => {
  test('the current one, and for 24 hours the one before it', async () => {
    collector.clock.forward(HOUR);
    await collector.publish(MINOR_CHANGE);
    expect(await code(collector.visitor().say(YES, { policyVersion: 2 }))).toBe(201);
    expect(await code(collector.visitor().say(YES, { policyVersion: 1 }))).toBe(201);
    collector.clock.forward(DAY - 1);
    expect(await code(collector.visitor().say(YES, { policyVersion: 1 }))).toBe(201);
    collector.clock.forward(1);
    expect(await code(collector.visitor().say(YES, { policyVersion: 1 }))).toBe('409 policy-outdated');
  });

  test('not the one before a material change, not for a minute', async () => {
    await collector.publish(MINOR_CHANGE, { material: true, effective: '2026-11-21T13:00:00Z' });
    expect(await code(collector.visitor().say(YES, { policyVersion: 2 }))).toBe('409 policy-outdated');
    expect(await code(collector.visitor().say(YES, { policyVersion: 1 }))).toBe(201);
    collector.clock.forward(HOUR);
    expect(await code(collector.visitor().say(YES, { policyVersion: 2 }))).toBe(201);
    expect(await code(collector.visitor().say(YES, { policyVersion: 1 }))).toBe('409 policy-outdated');
  });

  test('none that was never published', async () => {
    for (const policyVersion of [0, 2, 99]) {
      expect(await code(collector.visitor().say(YES, { policyVersion }))).toBe('409 policy-outdated');
    }
  });

  test('a refusal may name any: what it names if it is known, else it is recorded against the current one', async () => {
    await collector.publish(MINOR_CHANGE);
    collector.clock.forward(10 * DAY);
    const versions: [number, number][] = [
      [1, 1],
      [2, 2],
      [0, 2],
      [77, 2],
    ];
    for (const [policyVersion, recorded] of versions) {
      const visitor = collector.visitor();
      await visitor.say(YES, { policyVersion: 2 });
      const { status, json } = await visitor.say(NO, { policyVersion });
      expect(status).toBe(201);
      expect(payloadOf(json.receipt)).toMatchObject({
        policyVersion: recorded,
        purposes: { analytics: 'denied', marketing: 'denied' },
      });
      expect(await visitor.try()).toBe('denied');
    }
  });

  test('a refusal of an unknown version with purposes that are not known here refuses all the same', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    const { status, json } = await visitor.say({ analytics: false, ads: false }, { policyVersion: 9 });
    expect(status).toBe(201);
    expect(json.allowed).toEqual({ necessary: true, analytics: false, marketing: false });
    expect(await visitor.try('add_to_wishlist')).toBe('denied');
  });

  test('a refusal of an unknown version stands where nothing was said of the others', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: false }, { ...US, policyVersion: 9 });
    expect(await visitor.try('add_to_wishlist')).toBe('denied');
  });
});

describe('after a material change', () => {
  test('an older yes no longer counts, and a new one does', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    await collector.publish(NEW_PURPOSE, { effective: '2026-11-21T13:00:00Z' });
    expect(await visitor.try()).toBe('accepted');
    collector.clock.forward(HOUR);
    expect(await visitor.try()).toBe('outdated');
    await visitor.say({ ...YES, profiling: false }, { policyVersion: 2 });
    expect(await visitor.try()).toBe('accepted');
    expect(await visitor.try('view_recommendation')).toBe('denied');
  });

  test('what happened between the old yes and the new one is not captured afterwards', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    await collector.publish(NEW_PURPOSE, { effective: '2026-11-21T13:00:00Z' });
    collector.clock.forward(2 * HOUR);
    const between = visitor.time(-HOUR / 2);
    await visitor.say({ ...YES, profiling: true }, { policyVersion: 2 });
    expect(await visitor.try('page_view', { at: between })).toBe('before-choice');
  });

  test('an outdated yes cannot be carried over into the new version by an opt-out', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, US);
    await collector.publish(NEW_PURPOSE, { effective: '2026-11-21T13:00:00Z' });
    collector.clock.forward(2 * HOUR);
    await visitor.say(
      { analytics: true, marketing: false, profiling: null },
      { ...US, policyVersion: 2, method: 'opt-out' },
    );
    const [, receipt] = await visitor.receipts();
    expect(receipt?.basis).not.toBe('consent');
  });

  test('a no stands through versions that do not know the purpose', async () => {
    const visitor = collector.visitor();
    const {
      purposes: [necessary, analytics],
    } = POLICY;
    await visitor.say({ analytics: true, marketing: false }, US);
    await collector.publish({ ...POLICY, purposes: [necessary, analytics] });
    await visitor.say({ analytics: true }, { ...US, policyVersion: 2 });
    await collector.publish(POLICY, { effective: '2026-11-21T12:00:01Z' });
    collector.clock.forward(HOUR);
    expect(await visitor.try('add_to_wishlist')).toBe('denied');
  });
});

test('a site without a policy answers no-policy for receipts and events', async () => {
  await collector.addSite('bare', null);
  const visitor = collector.visitor(0, 'bare');
  expect(await code(visitor.say(YES))).toBe('404 no-policy');
  expect(await code(visitor.say(NO))).toBe('404 no-policy');
  expect(await code(visitor.send([visitor.event()]))).toBe('404 no-policy');
  for (const path of ['policy', 'policies', 'policies/1']) {
    expect(await code(collector.request(`/v1/bare/${path}`)), path).toBe('404 no-policy');
  }
});

test('the published document and its history can be read by anybody', async () => {
  await collector.publish(MINOR_CHANGE);
  const current = await collector.request('/v1/shop/policy');
  expect(current.json).toEqual({
    ...MINOR_CHANGE,
    site: 'shop',
    version: 2,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    publishedAt: '2026-11-21T12:00:00.000Z',
    effectiveAt: '2026-11-21T12:00:00.000Z',
    materialSince: 1,
  });
  const history = await collector.request('/v1/shop/policies');
  expect(history.json.policies.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  const first = await collector.request('/v1/shop/policies/1');
  expect(first.json).toEqual(history.json.policies[1]);
  expect(first.headers.get('cache-control')).toMatch(/immutable/);
  expect((await collector.request('/v1/shop/policies/3')).json.code).toBe('no-policy');
});

test('a page is given one version with all that the second layer says of it', async () => {
  await collector.publish(NEW_PURPOSE);
  const page = await collector.request('/v1/shop/policies/1?for=browser');
  expect(page.json).toMatchObject({ site: 'shop', version: 1, publishedAt: '2026-11-21T12:00:00.000Z' });
  expect(page.json.law.US['do-not-sell']).toBe('Do Not Sell or Share My Personal Information');
  expect(page.json).not.toHaveProperty('promises');
});

describe('the file of one version', () => {
  const file = (name: string) => collector.request(`/assets/0123456789abcdef/${name}.js`);
  const policyIn = (text: string) =>
    new Function(`${text.replace('export const', 'const')};return policy;`)();

  test('is a module that says all of it, and never changes', async () => {
    const { status, headers, text } = await file('policy.shop.1');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(headers.get('cache-control')).toMatch(/immutable/);
    expect(policyIn(text)).toMatchObject({
      site: 'shop',
      version: 1,
      controller: POLICY.controller,
      effectiveAt: '2026-11-21T12:00:00.000Z',
      law: { US: { 'opt-out-honoured': 'Opt-Out Request Honored' } },
    });
    expect(policyIn(text).purposes[1].retentionDays).toBe(90);
  });

  test.each(['policy.shop.2', 'policy.nobody.1'])(
    'that there is not (%s) says nothing, and may come',
    async (name) => {
      const { status, headers, text } = await file(name);
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=60']);
      expect(text).not.toContain('const');
    },
  );

  test.each([
    'policy.shop.0',
    'policy.shop.-1',
    'policy.shop.1e0',
    'policy.shop',
    'policy.__proto__.1',
    'policy..1',
  ])('%s is no file', async (name) => expect((await file(name)).status).toBe(404));

  test('of one site holds nothing of another', async () => {
    await collector.addSite('other', {
      ...POLICY,
      controller: { ...POLICY.controller, name: 'Other & Sons' },
    });
    expect((await file('policy.shop.1')).text).not.toContain('Other & Sons');
    expect((await file('policy.other.1')).text).toContain('Other & Sons');
  });
});
