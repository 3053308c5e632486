import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, DAY, MINUTE, NO, startCollector, US, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const ITEMS = [{ item_id: 'shoe' }];
const covered = async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  return visitor;
};

describe('each reason for a refusal', () => {
  const invalid: [string, object][] = [
    ['an id that is none', { id: 'abc' }],
    ['no id', { id: undefined }],
    ['a name with capitals', { name: 'PageView' }],
    ['a name of 41 letters', { name: 'a'.repeat(41) }],
    ['a time that is none', { at: 'now' }],
    ['properties that are no object', { props: [] }],
    ['a page without address', { page: {} }],
    ['a page that is no web page', { page: { url: 'javascript:alert(1)' } }],
    ['a required property left out', { name: 'search' }],
    ['a property of another kind', { name: 'search', props: { search_term: 7 } }],
    ['an amount without currency', { name: 'view_item', props: { items: [{ item_id: 'a', price: 1 }] } }],
    [
      'more decimals than the currency has',
      { name: 'view_item', props: { items: [], value: 1.5, currency: 'JPY' } },
    ],
    ['an item without id', { name: 'view_item', props: { items: [{}] } }],
    ['more than 200 items', { name: 'view_item', props: { items: Array(201).fill({ item_id: 'a' }) } }],
    [
      'more than 50 properties',
      { props: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`p${i}`, 1])) },
    ],
    ['more than 8 KiB', { props: { note: 'é'.repeat(4_100) } }],
  ];
  test.each(invalid)('invalid: %s', async (_what, over) => {
    const visitor = await covered();
    const event = { ...visitor.event(), ...over };
    const { status, json } = await visitor.send([event]);
    expect(status).toBe(200);
    const id = 'id' in over ? null : event.id;
    expect(json).toEqual({ accepted: 0, duplicate: 0, refused: [{ id, reason: 'invalid' }] });
  });

  test.each([null, 7, 'event', [], [[]]])('invalid: an event that is %j', async (event) => {
    const visitor = await covered();
    const { json } = await visitor.send([event]);
    expect(json.refused).toEqual([{ id: null, reason: 'invalid' }]);
  });

  test('unknown-event: a name that the policy does not have, or that every object has', async () => {
    const visitor = await covered();
    expect(await visitor.try('scroll')).toBe('unknown-event');
    expect(await visitor.try('constructor')).toBe('unknown-event');
  });

  test('too-old after 7 days, future after 10 minutes; both to the millisecond', async () => {
    const visitor = collector.visitor();
    await visitor.say(YES, { at: visitor.time(-30 * DAY) });
    const at = (offset: number) => visitor.try('page_view', { at: visitor.time(offset) });
    expect(await at(-7 * DAY - 1)).toBe('too-old');
    expect(await at(10 * MINUTE + 1)).toBe('future');
    expect(await at(10 * MINUTE)).toBe('accepted');
    collector.clock.forward(7 * DAY);
    expect(await at(-7 * DAY)).toBe('accepted');
  });

  test('no-receipt: without one, with one without subject, and with that of another', async () => {
    await covered();
    const visitor = collector.visitor();
    expect(await visitor.try()).toBe('no-receipt');
    const { subject: _, ...body } = visitor.receipt(NO);
    await collector.post('/v1/shop/receipts', body);
    expect(await visitor.try()).toBe('no-receipt');
  });

  test('no-receipt: with a receipt for another site', async () => {
    await collector.addSite(
      'elsewhere',
      (await collector.siteOf().then((s) => s.policies()))[0]?.given ?? {},
    );
    const visitor = await covered();
    const answer = await collector.post('/v1/elsewhere/events', {
      subject: visitor.subject,
      sentAt: visitor.time(),
      events: [visitor.event()],
    });
    expect(answer.json.refused[0].reason).toBe('no-receipt');
  });

  test('restricted: after a request for it', async () => {
    const visitor = await covered();
    await visitor.ask({ kind: 'restriction' });
    expect(await visitor.try()).toBe('restricted');
  });

  test('denied: by a no, and where nothing was said', async () => {
    const visitor = collector.visitor();
    await visitor.say(NO);
    expect(await visitor.try()).toBe('denied');
    const other = collector.visitor();
    await other.say({ analytics: true, marketing: null }, { method: 'save', ...US });
    await other.say({ analytics: null, marketing: false }, { method: 'opt-out' });
    expect(await other.try()).toBe('denied');
  });

  test('gpc, minor, expired: as decide says', async () => {
    const visitor = await covered();
    const wish = { props: { items: ITEMS } };
    expect(await visitor.try('add_to_wishlist', wish, { headers: { 'sec-gpc': '1' } })).toBe('gpc');
    expect(await visitor.try('add_to_wishlist', wish, { headers: { 'sec-gpc': '0' } })).toBe('accepted');
    collector.clock.forward(181 * DAY);
    expect(await visitor.try()).toBe('expired');
    await visitor.send([visitor.event()], { signals: { minor: true } });
    expect(await visitor.try()).toBe('minor');
  });

  test('before-choice: from before the yes', async () => {
    collector.clock.forward(DAY);
    const visitor = await covered();
    expect(await visitor.try('page_view', { at: visitor.time(-1) })).toBe('before-choice');
    expect(await visitor.try('page_view', { at: visitor.time() })).toBe('accepted');
  });

  test('unverified: identify, whatever its proof', async () => {
    const visitor = await covered();
    expect(await visitor.try('identify', { props: { proof: 'eyJ.e30.x' } })).toBe('unverified');
  });
});

test('the first reason that fits is given, in the order of the contract', async () => {
  const visitor = collector.visitor();
  const stored = visitor.event('page_view');
  await visitor.say({ analytics: true, marketing: false });
  await visitor.send([stored]);
  const old = visitor.time(-30 * DAY);
  const bad = { page: {}, props: 7 };
  const reason = (event: object) => visitor.send([{ ...visitor.event(), ...event }]).then(({ json }) => json);
  const first = async (event: object) => (await reason(event)).refused[0]?.reason;

  // invalid (id, name, at) before duplicate before unknown-event before too-old before no-receipt …
  expect(await first({ id: stored.id, at: 'never', name: 'scroll' })).toBe('invalid');
  expect(await reason({ id: stored.id, name: 'scroll', at: old })).toMatchObject({
    duplicate: 1,
    refused: [],
  });
  expect(await first({ name: 'scroll', at: old, ...bad })).toBe('unknown-event');
  const stranger = collector.visitor();
  const ofStranger = await stranger.send([{ ...stranger.event('identify'), at: old, ...bad }]);
  expect(ofStranger.json.refused[0].reason).toBe('too-old');
  expect(await first({ name: 'identify', at: old, ...bad })).toBe('too-old');
  expect(await first({ name: 'identify', at: visitor.time(DAY), ...bad })).toBe('future');
  expect(await stranger.try('identify', bad as never)).toBe('no-receipt');
  // … before decide's reason before before-choice before unverified before invalid (page, props)
  expect(await first({ name: 'identify', at: visitor.time(-MINUTE), ...bad })).toBe('denied');
  await visitor.say(YES, { at: visitor.time(1) });
  expect(await first({ name: 'identify', at: visitor.time(-MINUTE), ...bad })).toBe('before-choice');
  expect(await first({ name: 'identify', at: visitor.time(1), ...bad })).toBe('unverified');
  expect(await first({ name: 'page_view', at: visitor.time(1), ...bad })).toBe('invalid');
  await visitor.ask({ kind: 'objection' });
  expect(await first({ name: 'identify', at: visitor.time(-MINUTE), ...bad })).toBe('restricted');
});

test('of a user agent nothing is kept but the kind of device and browser', async () => {
  const visitor = await covered();
  const headers = {
    'user-agent': 'Mozilla/5.0 (iPhone; U-9431-mark) Version/19.0 Mobile/15E148 Safari/604.1',
  };
  expect(await visitor.try('page_view', {}, { headers })).toBe('accepted');
  expect(collector.bytes()).not.toContain('U-9431-mark');
  expect(collector.bytes()).toContain('phonesafari');
});
