import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Collector, NO, SHOP, startCollector, YES } from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const track = (anonymousId: string, event: string, properties: object, over: object = {}) => ({
  type: 'track',
  messageId: `ajs-next-${Math.random()}`,
  anonymousId,
  event,
  properties,
  timestamp: new Date(collector.clock.now).toISOString(),
  context: { page: { url: 'https://shop.example/cups?mail=a@b.example', title: 'Cups', referrer: '' } },
  ...over,
});
const send = (batch: object[], more: object = {}) =>
  collector.post('/v1/shop/segment/batch', {
    batch,
    sentAt: new Date(collector.clock.now).toISOString(),
    writeKey: 'any',
    ...more,
  });

test('Segment’s events become ours, once', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  const batch = [
    track(visitor.subject, '', {}, { type: 'page' }),
    track(visitor.subject, 'Products Searched', { query: 'cup' }),
    track(visitor.subject, 'Product Viewed', {
      product_id: '7',
      sku: 's7',
      name: 'Cup',
      price: 3.5,
      currency: 'EUR',
      email: 'jane@doe.example',
    }),
  ];
  expect((await send(batch)).json).toEqual({
    success: true,
    accepted: 3,
    duplicate: 0,
    refused: [],
    skipped: 0,
  });
  expect((await send(batch)).json).toMatchObject({ accepted: 0, duplicate: 3 });
  const { json } = await visitor.me();
  expect(json.events).toMatchObject([
    { name: 'page_view', page: { url: 'https://shop.example/cups', title: 'Cups' } },
    { name: 'search', props: { search_term: 'cup' } },
    {
      name: 'view_item',
      props: { currency: 'EUR', items: [{ item_id: '7', item_name: 'Cup', price: 3.5 }] },
    },
  ]);
  expect(JSON.stringify(json.events)).not.toContain('jane');
});

test('a no holds for them too, and an id that nobody has a receipt for gets nothing stored', async () => {
  const visitor = collector.visitor();
  await visitor.say(NO);
  const stranger = randomBytes(16).toString('base64url');
  const answers = [];
  for (const subject of [visitor.subject, stranger])
    answers.push(
      (await send([track(subject, 'Products Searched', { query: 'cup' })])).json.refused[0].reason,
    );
  expect(answers).toEqual(['denied', 'no-receipt']);
});

test('the signal in the header counts', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  const answer = await collector.post(
    '/v1/shop/segment/batch',
    { batch: [track(visitor.subject, '', {}, { type: 'identify', traits: { email: 'jane@doe.example' } })] },
    { headers: { 'sec-gpc': '1' } },
  );
  expect(answer.json.refused[0].reason).toBe('gpc');
  expect(collector.bytes()).not.toContain('jane@doe.example');
});

test('what names no subject, and what is no event, is skipped', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  const others = [
    track('anonymous-1', 'Product Viewed', { product_id: '1' }),
    { type: 'group', anonymousId: visitor.subject, messageId: '1' },
    7,
    { type: 'track', anonymousId: visitor.subject, event: 7 },
  ];
  expect((await send(others as object[])).json).toMatchObject({ accepted: 0, refused: [], skipped: 4 });
});

test('an origin that the site does not list may not, and a body that is none is said so', async () => {
  const batch = [track('x', 'Product Viewed', {})];
  const answer = await collector.post(
    '/v1/shop/segment/batch',
    { batch },
    { headers: { origin: 'https://evil.example' } },
  );
  expect(answer.json.code).toBe('origin-not-allowed');
  expect((await collector.post('/v1/shop/segment/batch', { batch: [] })).json.code).toBe('invalid');
  expect((await collector.post('/v1/shop/segment/batch', {}, { headers: { origin: SHOP } })).status).toBe(
    422,
  );
});
