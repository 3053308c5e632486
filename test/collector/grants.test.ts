import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Collector,
  NO,
  NOTHING,
  POLICY,
  payloadOf,
  startCollector,
  US,
  type Visitor,
  YES,
} from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const GPC = { headers: { 'sec-gpc': '1' } };
const wish = (visitor: Visitor, init = {}) => visitor.try('add_to_wishlist', { props: { items: [] } }, init);
const methods = async (visitor: Visitor): Promise<string[]> =>
  (await visitor.receipts()).map(({ method }) => method);

describe('page code', () => {
  test('may refuse, but not grant unless the policy lets it', async () => {
    const visitor = collector.visitor();
    const yes = await visitor.say(YES, { method: 'api' });
    expect([yes.status, yes.json.code]).toEqual([422, 'api-not-allowed']);
    expect((await visitor.say(NO, { method: 'api' })).status).toBe(201);
  });

  test('may refuse one purpose while the yes of a person on another stands', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    const mixed = await visitor.say({ analytics: true, marketing: false }, { method: 'api' });
    expect(mixed.status).toBe(201);
    expect(mixed.json.allowed).toEqual({ necessary: true, analytics: true, marketing: false });
    const back = await visitor.say(YES, { method: 'api' });
    expect(back.json.code).toBe('api-not-allowed');
  });

  test('may grant where the policy lets it', async () => {
    const policy = { ...POLICY, api: { allowed: true, reason: 'our own banner' } };
    const open = await startCollector({ policy });
    const page = async (): Promise<string> => (await open.request('/p/shop')).text;
    expect(await page()).toContain('Nobody has allowed anything so far.');
    const visitor = open.visitor();
    expect((await visitor.say(YES, { method: 'api' })).status).toBe(201);
    expect(await visitor.try()).toBe('accepted');
    // What it came to is public: its share of all that was allowed, and the reason.
    for (const method of ['accept-all', 'save', 'save'] as const) await open.visitor().say(YES, { method });
    await visitor.say(NO, { method: 'api' });
    await open.visitor().say(NO);
    await visitor.say({ ...YES, analytics: false }, { method: 'withdraw' });
    expect(await page()).toContain(
      'Choices that allow something: 4. Made by the site’s own code: 1 (25 %); by a click of the visitor: 3.',
    );
    expect(await page()).toContain('for this reason: our own banner');
    await open.close();
  });

  test.each(['reject-all', 'withdraw', 'opt-out', 'signal', 'minor'] as const)(
    'cannot grant by calling it %s',
    async (method) => {
      const visitor = collector.visitor();
      await visitor.say(YES, { method });
      expect(await visitor.try()).not.toBe('accepted');
      await visitor.say(YES, { ...US, method });
      for (const receipt of await visitor.receipts()) expect(receipt.basis).not.toBe('consent');
    },
  );
});

describe('a second confirmation', () => {
  test.each(['save', 'accept-all'] as const)('is needed by %s against a standing no', async (method) => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: true, marketing: false }, US);
    const again = await visitor.say(YES, { ...US, method });
    expect([again.status, again.json.code]).toEqual([422, 'confirm']);
    expect(again.json.errors).toEqual([{ path: 'purposes.marketing', message: expect.any(String) }]);
    expect(await wish(visitor)).toBe('denied');
    expect((await visitor.say(YES, { ...US, method, confirmed: ['marketing'] })).status).toBe(201);
    expect(await wish(visitor)).toBe('accepted');
  });

  test('is needed by save against a signal, seen on either side', async () => {
    for (const [over, init] of [
      [{ signals: { gpc: true } }, {}],
      [{}, GPC],
    ] as const) {
      const visitor = collector.visitor();
      const answer = await visitor.say(YES, { ...US, ...over }, init);
      expect([answer.status, answer.json.code]).toEqual([422, 'confirm']);
      const confirmed = await visitor.say(YES, { ...US, ...over, confirmed: ['marketing'] }, init);
      expect(confirmed.status).toBe(201);
      expect(payloadOf(confirmed.json.receipt)).toMatchObject({
        purposes: { marketing: 'granted' },
        confirmed: ['marketing'],
      });
    }
  });

  test('is not needed where a yes is asked first', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO);
    expect((await visitor.say(YES)).status).toBe(201);
    expect((await visitor.say(YES, {}, GPC)).status).toBe(201);
  });

  test('is needed again after another no', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO, US);
    await visitor.say(YES, { ...US, confirmed: ['marketing'] });
    await visitor.say(NO, { ...US, method: 'withdraw' });
    expect((await visitor.say(YES, US)).json.code).toBe('confirm');
  });
});

describe('accept-all under a signal', () => {
  test('is taken with a no for what the signal is about, in every regime', async () => {
    for (const over of [{}, US, { region: 'JP' }]) {
      for (const [signals, init] of [
        [{ gpc: true }, {}],
        [{}, GPC],
      ] as const) {
        const visitor = collector.visitor();
        const answer = await visitor.say(YES, { ...over, method: 'accept-all', signals }, init);
        expect(answer.status).toBe(201);
        expect(answer.json.allowed).toEqual({ necessary: true, analytics: true, marketing: false });
        expect(payloadOf(answer.json.receipt).purposes).toEqual({
          analytics: 'granted',
          marketing: 'denied',
        });
        expect(await methods(visitor)).toEqual(['accept-all']);
        expect(await wish(visitor)).toBe('denied');
      }
    }
  });

  test('leaves a yes that was confirmed apart', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, { ...US, confirmed: ['marketing'] }, GPC);
    await visitor.say(YES, { ...US, method: 'accept-all' }, GPC);
    expect(await wish(visitor)).toBe('accepted');
  });
});

describe('a default', () => {
  test('covers events and is no choice', async () => {
    const visitor = collector.visitor();
    const { json } = await visitor.say(NOTHING, { ...US, method: 'default' });
    expect(json).toMatchObject({ effective: true, allowed: { analytics: true, marketing: true } });
    expect(await visitor.try()).toBe('accepted');
    // Another default would have no effect if this one had been a choice.
    expect((await visitor.say(NOTHING, { ...US, method: 'default' })).json.effective).toBe(true);
  });

  test('has no effect where the subject has a choice', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: false, marketing: true }, US);
    const { status, json } = await visitor.say(NOTHING, { ...US, method: 'default' });
    expect([status, json.effective]).toEqual([201, false]);
    expect(await visitor.try()).toBe('denied');
    expect(await wish(visitor)).toBe('accepted');
  });

  test('grants nothing, whatever its words say', async () => {
    const visitor = collector.visitor();
    const { json } = await visitor.say(YES, { ...US, method: 'default' });
    expect(payloadOf(json.receipt).basis).toBe('no-objection');
    expect((await visitor.say(NOTHING, { ...US, method: 'default' })).json.effective).toBe(true);
  });

  test('keeps a no that came with it, from a visitor who refused before there was a subject', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: null, marketing: false }, { ...US, method: 'default' });
    expect(await visitor.try()).toBe('accepted');
    expect(await wish(visitor)).toBe('denied');
  });

  test('turns a no that came with it against a choice', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, US);
    await visitor.say({ analytics: null, marketing: false }, { ...US, method: 'default' });
    expect(await visitor.try()).toBe('accepted');
    expect(await wish(visitor)).toBe('denied');
  });

  test('says nothing on a sensitive purpose, so that a yes to it later stands against no no', async () => {
    const purposes = [...POLICY.purposes, { id: 'health', sensitive: true, gpc: true }];
    const own = await startCollector({ policy: { ...POLICY, purposes } });
    const visitor = own.visitor();
    await visitor.say({ ...NOTHING, health: false }, { ...US, method: 'default' });
    expect((await visitor.say({ ...YES, health: true }, US)).status).toBe(201);
    await own.close();
  });

  test('is refused where the regime is opt-in, and without a subject', async () => {
    expect((await collector.visitor().say(NOTHING, { method: 'default' })).status).toBe(422);
    const { subject: _, ...body } = collector.visitor().receipt(NOTHING, { ...US, method: 'default' });
    expect((await collector.post('/v1/shop/receipts', body)).status).toBe(422);
  });
});
