import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Collector,
  HOUR,
  MINUTE,
  NO,
  NOTHING,
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

const allowed = async (visitor: Visitor): Promise<string[]> => {
  const found = [];
  if ((await visitor.try('page_view')) === 'accepted') found.push('analytics');
  if ((await visitor.try('add_to_wishlist', { props: { items: [] } })) === 'accepted')
    found.push('marketing');
  return found;
};

describe('receipts in order', () => {
  test('a yes that is older than the newest receipt is kept and changes nothing', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO);
    const late = await visitor.say(YES, { at: visitor.time(-MINUTE) });
    expect(late.status).toBe(201);
    expect(late.json).toMatchObject({
      effective: false,
      allowed: { necessary: true, analytics: false, marketing: false },
    });
    expect(payloadOf(late.json.receipt)).toMatchObject({
      effective: false,
      purposes: { analytics: 'granted', marketing: 'granted' },
      basis: 'consent',
    });
    expect(await allowed(visitor)).toEqual([]);
    expect(await visitor.receipts()).toHaveLength(2);
  });

  test('a late yes asks for no confirmation, since it changes nothing', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO, US);
    const late = await visitor.say(YES, { ...US, at: visitor.time(-1) });
    expect(late.status).toBe(201);
    expect(late.json.effective).toBe(false);
  });

  test('a no counts when it is received, however old it says it is', async () => {
    for (const at of [-HOUR, -400 * 24 * HOUR, +400 * 24 * HOUR]) {
      const visitor = collector.visitor();
      await visitor.say(YES);
      expect(await allowed(visitor)).toEqual(['analytics', 'marketing']);
      const no = await visitor.say(NO, { at: visitor.time(at) });
      expect(no.json).toMatchObject({ effective: true, allowed: { analytics: false, marketing: false } });
      expect(await allowed(visitor)).toEqual([]);
    }
  });

  test('of a late receipt with both each no counts, and each yes is read as nothing said', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: true, marketing: false });
    const late = await visitor.say({ analytics: false, marketing: true }, { at: visitor.time(-MINUTE) });
    expect(late.json.effective).toBe(true);
    expect(payloadOf(late.json.receipt)).toMatchObject({
      effective: true,
      purposes: { analytics: 'denied' },
      basis: 'refusal',
    });
    expect(payloadOf(late.json.receipt).purposes).not.toHaveProperty('marketing');
    expect(await allowed(visitor)).toEqual([]);
  });

  test('a late receipt with both, beside a default, leaves the default what the yes was for', async () => {
    const visitor = collector.visitor();
    await visitor.say(NOTHING, { ...US, method: 'default' });
    await visitor.say({ analytics: true, marketing: false }, { ...US, at: visitor.time(-MINUTE) });
    expect(await allowed(visitor)).toEqual(['analytics']);
  });

  test('a late no does not make the yes that stands younger or older', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    collector.clock.forward(HOUR);
    await visitor.say(
      { analytics: null, marketing: false },
      { at: visitor.time(-2 * HOUR), method: 'opt-out' },
    );
    expect(await allowed(visitor)).toEqual(['analytics']);
    // Newer than the yes; the late no was older, so it is not the newest.
    const yes = await visitor.say(YES, { at: visitor.time(-HOUR / 2) });
    expect(yes.json.effective).toBe(true);
  });

  test('a yes of the same time takes effect', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO);
    expect((await visitor.say(YES)).json.effective).toBe(true);
    expect(await allowed(visitor)).toEqual(['analytics', 'marketing']);
  });

  test('a time in the future counts as received, so a clock that was put right locks nobody out', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO, { at: visitor.time(30 * HOUR) });
    collector.clock.forward(MINUTE);
    expect((await visitor.say(YES)).json.effective).toBe(true);
    await visitor.say(YES, { at: '9999-12-31T23:59:59Z' });
    collector.clock.forward(MINUTE);
    expect((await visitor.say({ analytics: true, marketing: false })).json.effective).toBe(true);
    expect(await allowed(visitor)).toEqual(['analytics']);
  });

  test('two browsers with different ways to write a time are put in order by the time', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO, { at: '2026-11-21T12:00:00.500Z' });
    const late = await visitor.say(YES, { at: '2026-11-21T12:00:00Z' });
    expect(late.json.effective).toBe(false);
    const newer = await visitor.say(YES, { at: '2026-11-21T14:00:01+02:00' });
    expect(newer.json.effective).toBe(true);
    expect(payloadOf(newer.json.receipt).at).toBe('2026-11-21T12:00:01.000Z');
  });

  test('nothing said never undoes a no', async () => {
    const visitor = collector.visitor();
    await visitor.say({ analytics: false, marketing: null }, { ...US, method: 'opt-out' });
    collector.clock.forward(MINUTE);
    await visitor.say({ analytics: null, marketing: true }, { ...US, confirmed: ['marketing'] });
    expect(await allowed(visitor)).toEqual(['marketing']);
    await visitor.say(NOTHING, { ...US, method: 'default' });
    expect(await allowed(visitor)).toEqual(['marketing']);
  });
});

describe('the same receipt again', () => {
  test('is answered with the same receipt and never applies again', async () => {
    const visitor = collector.visitor();
    const yes = visitor.receipt(YES);
    const first = await collector.post('/v1/shop/receipts', yes);
    expect(first.status).toBe(201);
    await visitor.say(NO);
    const again = await collector.post('/v1/shop/receipts', yes);
    expect(again.status).toBe(200);
    expect(again.json.receipt).toBe(first.json.receipt);
    expect(again.json.allowed).toEqual({ necessary: true, analytics: false, marketing: false });
    expect(await allowed(visitor)).toEqual([]);
    expect(await visitor.receipts()).toHaveLength(2);
  });

  test('is the same however its JSON is written', async () => {
    const visitor = collector.visitor();
    const yes = visitor.receipt(YES);
    await collector.post('/v1/shop/receipts', yes);
    const turned = Object.fromEntries(Object.entries({ ...yes, id: yes.id.toUpperCase() }).reverse());
    expect((await collector.post('/v1/shop/receipts', turned)).status).toBe(200);
  });

  test('with another body is an error, whoever it is from', async () => {
    const visitor = collector.visitor();
    const yes = visitor.receipt(YES);
    await collector.post('/v1/shop/receipts', yes);
    for (const other of [{ ...yes, purposes: NO }, collector.visitor().receipt(YES, { id: yes.id })]) {
      const answer = await collector.post('/v1/shop/receipts', other);
      expect(answer.status).toBe(409);
      expect(answer.json.code).toBe('id-reused');
    }
    expect(await allowed(visitor)).toEqual(['analytics', 'marketing']);
  });

  test('each receipt names the hash of the one before it, those without effect too', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO);
    await visitor.say(YES, { at: visitor.time(-MINUTE) });
    await visitor.say(YES);
    const { json } = await visitor.me();
    const { createHash } = await import('node:crypto');
    const hashes = json.receipts.map(({ jws }: { jws: string }) =>
      createHash('sha256').update(jws).digest('base64url'),
    );
    const [first, second, third] = await visitor.receipts();
    expect(first).not.toHaveProperty('prev');
    expect([second?.prev, third?.prev]).toEqual(hashes.slice(0, 2));
  });
});
