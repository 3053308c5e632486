import { afterEach, describe, expect, test } from 'vitest';
import { type Collector, NOTHING, POLICY, payloadOf, startCollector, YES } from './harness.ts';

let collector: Collector;
afterEach(() => collector.close());

const PROXY = '10.0.0.1';
const args = { 'geo-header': 'CF-IPCountry', 'trust-proxy': '10.0.0.0/8' };
const from = (country: string, peer = PROXY) => ({ peer, headers: { 'cf-ipcountry': country } });
const UNTRUSTED = { ...POLICY, region: { trustPage: false } };

/** Of an accept-all: where the collector says that it was made. */
async function placeOf(over = {}, init = {}) {
  const { json } = await collector.visitor().say(YES, over, init);
  const { region, regionSource, regime } = payloadOf(json.receipt);
  return [region, regionSource, regime];
}

describe('a region', () => {
  test('by the header of a trusted proxy counts before what the page says', async () => {
    collector = await startCollector({ args: args });
    expect(await placeOf({}, from('US'))).toEqual(['US', 'header', 'opt-out']);
    expect(await placeOf({}, from('us'))).toEqual(['US', 'header', 'opt-out']);
    expect(await placeOf({ region: 'US' }, from('DE'))).toEqual(['DE', 'header', 'opt-in']);
  });

  test('by a header of anybody else does not count', async () => {
    collector = await startCollector({ args: args });
    expect(await placeOf({}, from('US', '203.0.113.7'))).toEqual([null, 'unknown', 'opt-in']);
    expect(await placeOf({ region: 'JP' }, from('US', '203.0.113.7'))).toEqual(['JP', 'page', 'notice']);
  });

  test('by a header that was not set up does not count', async () => {
    collector = await startCollector({ args: { 'trust-proxy': '10.0.0.0/8' } });
    expect(await placeOf({}, from('US'))).toEqual([null, 'unknown', 'opt-in']);
  });

  test.each(['', 'T1', 'USA', 'US,DE', '<b>'])('that a header names %j is unknown', async (name) => {
    collector = await startCollector({ args: args });
    expect(await placeOf({}, from(name))).toEqual([null, 'unknown', 'opt-in']);
  });

  test('by the page makes nothing looser unless the policy trusts it', async () => {
    collector = await startCollector({ policy: UNTRUSTED });
    expect(await placeOf({ region: 'US' })).toEqual([null, 'unknown', 'opt-in']);
    expect(await placeOf({ region: 'DE' })).toEqual(['DE', 'page', 'opt-in']);
  });

  test('by the page may make things stricter than the default', async () => {
    const regimes = { default: 'notice', DE: 'opt-in', US: 'opt-out' };
    collector = await startCollector({ policy: { ...UNTRUSTED, regimes } });
    expect(await placeOf({ region: 'DE' })).toEqual(['DE', 'page', 'opt-in']);
    expect(await placeOf({ region: 'US' })).toEqual(['US', 'page', 'opt-out']);
    expect(await placeOf()).toEqual([null, 'unknown', 'notice']);
  });

  test('is the most specific one that the policy names', async () => {
    const regimes = { default: 'opt-in', US: 'opt-out', 'US-UT': 'notice' };
    collector = await startCollector({ policy: { ...POLICY, regimes } });
    expect(await placeOf({ region: 'US-UT' })).toEqual(['US-UT', 'page', 'notice']);
    expect(await placeOf({ region: 'US-CA' })).toEqual(['US-CA', 'page', 'opt-out']);
  });
});

describe("an event's region", () => {
  test("is that of its request's header, else of its receipt", async () => {
    collector = await startCollector({ args: args });
    const visitor = collector.visitor();
    await visitor.say(NOTHING, { method: 'default' }, from('US'));
    expect(await visitor.try('page_view', {}, from('US'))).toBe('accepted');
    expect(await visitor.try('page_view', {}, { peer: PROXY })).toBe('accepted');
    // A default is worth nothing where a yes is asked first.
    expect(await visitor.try('page_view', {}, from('DE'))).toBe('denied');
  });

  test('makes a yes of a looser regime no yes', async () => {
    collector = await startCollector({ args: args });
    const visitor = collector.visitor();
    await visitor.say(YES, {}, from('US'));
    expect(await visitor.try('page_view', {}, from('JP'))).toBe('accepted');
    expect(await visitor.try('page_view', {}, from('DE'))).toBe('denied');
  });

  test('is that of the header for a signal too', async () => {
    collector = await startCollector({ args: args });
    const visitor = collector.visitor();
    await visitor.say(YES, {}, from('DE'));
    const gpc = { signals: { gpc: true } };
    await visitor.send([visitor.event()], gpc, from('DE'));
    expect(await visitor.receipts()).toHaveLength(1);
    await visitor.send([visitor.event()], gpc, from('US'));
    expect((await visitor.receipts())[1]).toMatchObject({
      method: 'signal',
      region: 'US',
      regionSource: 'header',
      regime: 'opt-out',
    });
  });
});
