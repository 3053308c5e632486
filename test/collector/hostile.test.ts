import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Collector,
  DAY,
  MINUTE,
  NO,
  NOTHING,
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
let planted = 0;

/** Plants a marker in every place of an event that could be stored, sends it, and looks for it on disk. */
async function plant(visitor: Visitor, name: string, over: object = {}, init = {}, more = {}) {
  const marker = `planted${++planted}marker`;
  const event = {
    ...visitor.event(name),
    page: { url: `https://shop.example/${marker}`, title: marker, referrer: `https://${marker}.example/` },
    session: marker,
    props: {
      search_term: marker,
      colour: marker,
      coupon: marker,
      proof: marker,
      items: [{ item_id: marker, item_name: marker }],
    },
    [marker]: marker,
    ...over,
  };
  const { status, json } = await visitor.send([event], more, init);
  expect(status).toBe(200);
  return { answer: json, marker, id: event.id };
}

async function expectRefused(reason: string, ...given: Parameters<typeof plant>): Promise<void> {
  const { answer, marker, id } = await plant(...given);
  expect(answer).toEqual({ accepted: 0, duplicate: 0, refused: [{ id, reason }] });
  expect(collector.bytes()).not.toContain(marker);
  // Its id is not kept either.
  expect(collector.bytes()).not.toContain(id);
  expect((await given[0].me()).text).not.toContain(marker);
}

const willing = async (words = YES, over = {}) => {
  const visitor = collector.visitor();
  await visitor.say(words, over);
  return visitor;
};

describe('a hostile client gets nothing stored', () => {
  test('without a receipt', async () => {
    await expectRefused('no-receipt', collector.visitor(), 'search');
  });

  test("with another's receipt, whose id and JWS it brings along", async () => {
    const other = collector.visitor();
    const { json } = await other.say(YES);
    await expectRefused('no-receipt', collector.visitor(), 'search', {
      receipt: json.receipt,
      receiptId: json.id,
      sub: other.hash,
    });
    await expectRefused('no-receipt', collector.visitor(), 'search', {}, {}, { receipt: json.receipt });
  });

  test("with the hash of another's subject in place of the subject", async () => {
    const other = await willing();
    const { status } = await collector.post('/v1/shop/events', {
      subject: other.hash,
      sentAt: other.time(),
      events: [other.event()],
    });
    expect(status).toBe(422);
  });

  test('of a purpose that was denied', async () => {
    await expectRefused('denied', await willing({ analytics: true, marketing: false }), 'add_to_wishlist');
    await expectRefused('denied', await willing(NO), 'search');
  });

  test('of a denied purpose, by calling it another', async () => {
    const visitor = await willing({ analytics: true, marketing: false });
    await expectRefused('denied', visitor, 'add_to_wishlist', { purpose: 'analytics' });
  });

  test('with Global Privacy Control in the header alone', async () => {
    await expectRefused('gpc', await willing(), 'add_to_wishlist', {}, GPC, { signals: { gpc: false } });
    const visitor = collector.visitor();
    await visitor.say(NOTHING, { ...US, method: 'default' });
    await expectRefused('gpc', visitor, 'add_to_wishlist', {}, GPC);
  });

  test('too old, or from the future', async () => {
    const visitor = await willing(YES, { at: new Date(collector.clock.now - 20 * DAY).toISOString() });
    await expectRefused('too-old', visitor, 'search', { at: visitor.time(-8 * DAY) });
    await expectRefused('future', visitor, 'search', { at: visitor.time(11 * MINUTE) });
  });

  test('from before the choice', async () => {
    collector.clock.forward(MINUTE);
    const visitor = await willing();
    await expectRefused('before-choice', visitor, 'search', { at: visitor.time(-1) });
  });

  test('of an address that nobody proved', async () => {
    const email_sha256 = 'f'.repeat(64);
    await expectRefused('unverified', await willing(), 'identify', {
      props: { proof: 'a.b.c', email_sha256 },
    });
  });

  test('with properties of another kind, or a name that nobody knows', async () => {
    await expectRefused('invalid', await willing(), 'search', { props: { search_term: ['planted9marker'] } });
    await expectRefused('unknown-event', await willing(), 'planted_event_name');
    expect(collector.bytes()).not.toMatch(/planted_event_name|planted9marker/);
  });

  test('after an erasure, under a restriction, or as a minor', async () => {
    const erased = await willing();
    await erased.erase();
    await expectRefused('no-receipt', erased, 'search');
    const restricted = await willing();
    await restricted.ask({ kind: 'restriction' });
    await expectRefused('restricted', restricted, 'search');
    await expectRefused('minor', await willing(), 'search', {}, {}, { signals: { minor: true } });
  });

  test('with a yes that is late, or repeated after a no', async () => {
    const visitor = collector.visitor();
    const yes = visitor.receipt(YES);
    await collector.post('/v1/shop/receipts', yes);
    collector.clock.forward(MINUTE);
    await visitor.say(NO);
    await collector.post('/v1/shop/receipts', yes);
    await visitor.say(YES, { at: visitor.time(-1) });
    await expectRefused('denied', visitor, 'search');
  });
});

test('a replay is answered as a duplicate', async () => {
  const visitor = await willing();
  const event = visitor.event('search', { props: { search_term: 'shoes' } });
  expect((await visitor.send([event])).json.accepted).toBe(1);
  for (let i = 0; i < 3; i++) {
    expect((await visitor.send([event])).json).toEqual({ accepted: 0, duplicate: 1, refused: [] });
  }
  expect((await visitor.me()).json.events).toHaveLength(1);
});

test('what was accepted is sealed: its content, its id and its subject cannot be read in the files', async () => {
  const visitor = await willing();
  const { answer, marker, id } = await plant(visitor, 'search');
  expect(answer.accepted).toBe(1);
  expect((await visitor.me()).text).toContain(marker);
  const bytes = collector.bytes();
  for (const secret of [marker, id, visitor.subject]) expect(bytes).not.toContain(secret);
});
