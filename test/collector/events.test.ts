import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, DAY, MINUTE, NO, NOTHING, startCollector, US, YES } from './harness.ts';

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

describe('a duplicate', () => {
  test('is counted and stored once, in another batch and in the same, in any case of letters', async () => {
    const visitor = await covered();
    const event = visitor.event('search', { props: { search_term: 'shoes' } });
    const first = await visitor.send([event, event, { ...event, id: event.id.toUpperCase() }]);
    expect(first.json).toEqual({ accepted: 1, duplicate: 2, refused: [] });
    const again = await visitor.send([event]);
    expect(again.json).toEqual({ accepted: 0, duplicate: 1, refused: [] });
    expect((await visitor.me()).json.events).toEqual([event]);
  });

  test('is one of the same subject only', async () => {
    const id = randomUUID();
    expect(await (await covered()).try('page_view', { id })).toBe('accepted');
    expect(await (await covered()).try('page_view', { id })).toBe('accepted');
  });

  test('is none if the first was refused', async () => {
    const visitor = await covered();
    const id = randomUUID();
    const { json } = await visitor.send([
      visitor.event('search', { id }),
      visitor.event('page_view', { id }),
    ]);
    expect(json).toEqual({ accepted: 1, duplicate: 0, refused: [{ id, reason: 'invalid' }] });
  });
});

describe('an accepted event', () => {
  test('is kept as sent, without what nobody declared and what may name a person', async () => {
    const visitor = await covered();
    const event = visitor.event('view_item', {
      page: {
        url: 'https://shop.example/orders/123456?email=ann@mail.example&utm_source=letter#top',
        title: 'Order for ann@mail.example',
        referrer: 'https://search.example/?q=shoes',
        path: '/made-up',
      },
      session: 's-1',
      seq: 3,
      props: {
        items: [{ item_id: 'shoe', price: 49.9, colour: 'red' }],
        value: 49.9,
        currency: 'EUR',
        email: 'ann@mail.example',
      },
    });
    expect((await visitor.send([{ ...event, ip: '203.0.113.7' }])).json.accepted).toBe(1);
    expect((await visitor.me()).json.events).toEqual([
      {
        id: event.id,
        name: 'view_item',
        at: event.at,
        page: {
          url: 'https://shop.example/orders/:id?utm_source=letter',
          path: '/orders/:id',
          title: 'Order for [email]',
          referrer: 'https://search.example',
        },
        session: 's-1',
        seq: 3,
        props: { items: [{ item_id: 'shoe', price: 49.9 }], value: 49.9, currency: 'EUR' },
      },
    ]);
  });

  test("may have the properties that the policy declares for the store's own events", async () => {
    const visitor = await covered();
    expect(await visitor.try('configure', { props: { colour: 'red', size: 4 } })).toBe('accepted');
    expect((await visitor.me()).json.events[0].props).toEqual({ colour: 'red' });
    expect(await visitor.try('configure', { props: { colour: 4 } })).toBe('invalid');
  });

  test('is answered when it is on disk: what was accepted is there for another who opens the store', async () => {
    const visitor = await covered();
    const { json } = await visitor.send(Array.from({ length: 100 }, () => visitor.event()));
    expect(json.accepted).toBe(100);
    expect((await visitor.me()).json.events).toHaveLength(100);
  });
});

describe('a refused event', () => {
  test('leaves a count by site, day, name and reason, and nothing else', async () => {
    const own = await startCollector();
    const visitor = own.visitor();
    await visitor.say(NO);
    const marker = 'planted-marker';
    await visitor.send([
      visitor.event('search', { props: { search_term: marker }, session: marker }),
      visitor.event('search', { props: { search_term: marker } }),
      visitor.event('planted_marker'),
      visitor.event('another_marker'),
      { ...visitor.event('view_item'), id: marker },
      { id: visitor.event().id, name: 'Planted Marker', at: visitor.time() },
    ]);
    expect(await (await own.siteOf()).refusals()).toEqual([
      { day: '2026-11-21', name: '-', reason: 'invalid', count: 1 },
      { day: '2026-11-21', name: '-', reason: 'unknown-event', count: 2 },
      { day: '2026-11-21', name: 'search', reason: 'denied', count: 2 },
      { day: '2026-11-21', name: 'view_item', reason: 'invalid', count: 1 },
    ]);
    expect(own.bytes()).not.toMatch(/planted.marker|another_marker/i);
    await own.close();
  });
});

describe('a whole batch', () => {
  const wrong: [string, Record<string, unknown>, string][] = [
    ['no subject', { subject: undefined }, 'subject'],
    ['no time', { sentAt: undefined }, 'sentAt'],
    ['a time that is none', { sentAt: 'soon' }, 'sentAt'],
    ['no events', { events: undefined }, 'events'],
    ['an empty list', { events: [] }, 'events'],
    ['101 events', { events: Array(101).fill({}) }, 'events'],
  ];
  test.each(wrong)('with %s is refused with 422', async (_what, over, path) => {
    const visitor = await covered();
    const { status, json } = await visitor.send([visitor.event()], over);
    expect([status, json.code]).toEqual([422, 'invalid']);
    expect(json.errors).toEqual([{ path, message: expect.any(String) }]);
  });

  test.each([null, 'gpc', 7, [], { gpc: 'x', dnt: {} }])(
    'with signals that are %j is taken',
    async (signals) => {
      const visitor = await covered();
      expect((await visitor.send([visitor.event()], { signals })).json.accepted).toBe(1);
    },
  );

  test('is judged event by event', async () => {
    const visitor = collector.visitor();
    await visitor.say(NOTHING, { ...US, method: 'default' });
    const [good, bad, wish] = [
      visitor.event(),
      visitor.event('nothing'),
      visitor.event('add_to_wishlist', { props: { items: ITEMS } }),
    ];
    const { json } = await visitor.send([good, bad, wish], { signals: { gpc: true } });
    expect(json).toEqual({
      accepted: 1,
      duplicate: 0,
      refused: [
        { id: bad.id, reason: 'unknown-event' },
        { id: wish.id, reason: 'gpc' },
      ],
    });
  });
});
