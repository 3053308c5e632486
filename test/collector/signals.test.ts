import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Collector,
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

const GPC = { headers: { 'sec-gpc': '1' } };
const wish = (visitor: Visitor, init = {}) => visitor.try('add_to_wishlist', { props: { items: [] } }, init);
const methods = async (visitor: Visitor): Promise<string[]> =>
  (await visitor.receipts()).map(({ method }) => method);

describe('an objecting signal', () => {
  test('is recorded once, on whichever request shows it, and stands when it is gone', async () => {
    const ways: [string, (visitor: Visitor) => Promise<unknown>][] = [
      ['the header of a batch', (visitor) => visitor.send([visitor.event()], {}, GPC)],
      ['the body of a batch', (visitor) => visitor.send([visitor.event()], { signals: { gpc: true } })],
      [
        'a batch with signals as old browsers gave them',
        (visitor) => visitor.send([visitor.event()], { signals: { gpc: 1, dnt: [] } }),
      ],
      ['a look at what is held', (visitor) => visitor.me(GPC)],
      ['a request for a right', (visitor) => visitor.ask({ kind: 'rectification' }, GPC)],
      ['a receipt that is refused', (visitor) => visitor.say(YES, { ...US, method: 'api' }, GPC)],
    ];
    for (const [way, show] of ways) {
      const visitor = collector.visitor();
      await visitor.say(NOTHING, { ...US, method: 'default' });
      expect(await wish(visitor), way).toBe('accepted');
      await show(visitor);
      await show(visitor);
      expect(await methods(visitor), way).toEqual(['default', 'signal']);
      expect(await wish(visitor), way).toBe('denied');
      expect(await visitor.try(), way).toBe('accepted');
    }
  });

  test('with the default is recorded beside it', async () => {
    const visitor = collector.visitor();
    const { json } = await visitor.say(NOTHING, { ...US, method: 'default' }, GPC);
    expect(json.allowed).toEqual({ necessary: true, analytics: true, marketing: false });
    const [first, signal] = await visitor.receipts();
    expect(first).toMatchObject({
      method: 'default',
      purposes: { analytics: 'granted', marketing: 'denied' },
    });
    expect(signal).toMatchObject({
      method: 'signal',
      sub: visitor.hash,
      regime: 'opt-out',
      region: 'US',
      regionSource: 'page',
      purposes: { marketing: 'denied' },
      signals: { gpc: { header: true, page: false } },
      effective: true,
      prev: expect.any(String),
    });
    expect(await wish(visitor)).toBe('denied');
  });

  test('keeps the standing words, and their age', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, US);
    collector.clock.forward(100 * 86_400_000);
    await visitor.send([visitor.event()], {}, GPC);
    expect((await visitor.receipts())[1]).toMatchObject({
      method: 'signal',
      purposes: { analytics: 'granted', marketing: 'denied' },
      basis: 'consent',
    });
    expect(await visitor.try()).toBe('accepted');
    collector.clock.forward(81 * 86_400_000);
    expect(await visitor.try()).toBe('expired');
  });

  test('leaves a yes that was confirmed apart, which counts again when the signal is gone', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, { ...US, confirmed: ['marketing'] }, GPC);
    expect(await wish(visitor, GPC)).toBe('gpc');
    expect(await wish(visitor)).toBe('accepted');
    expect(await methods(visitor)).toEqual(['save']);
  });

  test('does not put a slow browser out of order: its next yes is no late one', async () => {
    const visitor = collector.visitor(-3 * 3_600_000);
    await visitor.say(NOTHING, { ...US, method: 'default' });
    await visitor.send([visitor.event()], {}, GPC);
    collector.clock.forward(MINUTE);
    const yes = await visitor.say(YES, { ...US, confirmed: ['marketing'] });
    expect(yes.json.effective).toBe(true);
    expect(await wish(visitor)).toBe('accepted');
  });

  test('is not recorded where a yes is asked first: there the yes waits', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    expect(await wish(visitor, GPC)).toBe('gpc');
    expect(await methods(visitor)).toEqual(['save']);
    expect(await wish(visitor)).toBe('accepted');
  });

  test('ends the run of the default: what was done meanwhile is not captured when it is confirmed later', async () => {
    const visitor = collector.visitor();
    await visitor.say(NOTHING, { ...US, method: 'default' });
    await visitor.send([visitor.event()], {}, GPC);
    collector.clock.forward(10 * MINUTE);
    const meanwhile = visitor.time(-5 * MINUTE);
    await visitor.say(YES, { ...US, confirmed: ['marketing'] });
    const event = { props: { items: [] }, at: meanwhile };
    expect(await visitor.try('add_to_wishlist', event)).toBe('before-choice');
    expect(await visitor.try('page_view', { at: meanwhile })).toBe('accepted');
  });
});

describe('a minor', () => {
  const shows: [string, (visitor: Visitor) => Promise<unknown>][] = [
    ['by a receipt of its own', (visitor) => visitor.say(NO, { method: 'minor' })],
    ['by the signals of a receipt', (visitor) => visitor.say(YES, { signals: { minor: true } })],
    ['by the signals of a batch', (visitor) => visitor.send([visitor.event()], { signals: { minor: true } })],
    ['by a receipt with yeses', (visitor) => visitor.say(YES, { method: 'minor', policyVersion: 1 })],
    [
      'by a receipt that is refused',
      (visitor) => visitor.say(YES, { policyVersion: 9, signals: { minor: true } }),
    ],
  ];
  test.each(shows)('%s is off for good, and what was captured is erased', async (_how, show) => {
    const visitor = collector.visitor();
    await visitor.say(YES);
    expect(await visitor.try()).toBe('accepted');
    await show(visitor);
    expect((await visitor.me()).json.events).toEqual([]);
    expect(await visitor.try()).toBe('minor');
    collector.clock.forward(MINUTE);
    const later = await visitor.say(YES);
    expect(later.json.allowed).toEqual({ necessary: true, analytics: false, marketing: false });
    expect(payloadOf(later.json.receipt).purposes).toEqual({ analytics: 'denied', marketing: 'denied' });
    expect(await visitor.try()).toBe('minor');
  });
});
