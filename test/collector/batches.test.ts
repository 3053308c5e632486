import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, NO, NOTHING, startCollector, US, YES } from './harness.ts';

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

  test('is found wherever it stands in a batch of any size', async () => {
    const visitor = await covered();
    for (const size of [1, 9, 10, 11, 25, 100]) {
      const first = Array.from({ length: size }, () => visitor.event());
      expect((await visitor.send(first)).json).toEqual({ accepted: size, duplicate: 0, refused: [] });
      const among = first.map((event, i) => (i % 7 === 3 ? event : visitor.event()));
      const old = among.filter((event) => first.includes(event)).length;
      const { json } = await visitor.send(among);
      expect(json).toEqual({ accepted: size - old, duplicate: old, refused: [] });
    }
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

  test('has its own page, however little that differs from the one before it', async () => {
    const visitor = await covered();
    const url = 'https://shop.example/p/lamp';
    const pages = [
      { url },
      { url, title: 'Lamp' },
      { url, title: 'Lamp', id: 'p1' },
      { url, title: 'Lamp', id: 'p1', referrer: 'https://search.example' },
      { url: `${url}s`, title: 'Lamp', id: 'p1', referrer: 'https://search.example' },
      { url, path: '/made-up' },
    ];
    const events = pages.map((page) => visitor.event('page_view', { page }));
    const broken = { ...visitor.event(), page: { title: 'Lamp' } };
    const { json } = await visitor.send([...events, broken, visitor.event('page_view', { page: { url } })]);
    expect(json).toMatchObject({ accepted: 7, refused: [{ id: broken.id, reason: 'invalid' }] });
    const stored = (await visitor.me()).json.events.map(({ page }: { page: object }) => page);
    const cleaned = pages.map(({ path: _, ...page }) => ({ ...page, path: new URL(page.url).pathname }));
    expect(stored).toEqual([...cleaned, { url, path: '/p/lamp' }]);
  });

  test('may have 8 KiB to the byte, whatever its characters take', async () => {
    const visitor = await covered();
    for (const letter of ['a', '\u0001', 'é', '鞋', '👟']) {
      const event = visitor.event('page_view', { props: { note: '' } });
      const room = 8_192 - Buffer.byteLength(JSON.stringify(event));
      const each = Buffer.byteLength(JSON.stringify(letter)) - 2;
      const note = letter.repeat(Math.floor(room / each)) + 'a'.repeat(room % each);
      expect(await visitor.try('page_view', { ...event, props: { note } })).toBe('accepted');
      const more = { ...event, id: randomUUID(), props: { note: `${note}a` } };
      expect(await visitor.try('page_view', more)).toBe('invalid');
    }
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
