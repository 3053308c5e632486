import { createProof, type ServerEvent, track } from '@sayso/sdk/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Collector, NO, startCollector, YES } from './harness.ts';

const KEY = 'sayso_k_0123456789012345678901234567890123456789012';
const ADDRESS = 'jane@doe.example';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
  await collector.store.addAccessKey({
    id: '0123456789ab',
    role: 'identity',
    site: 'shop',
    hash: 'h',
    secret: KEY,
    createdAt: '2026-11-01T00:00:00Z',
    expiresAt: null,
    revokedAt: null,
  });
});
afterAll(() => collector.close());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const prove = (over: Partial<Parameters<typeof createProof>[0]> = {}): Promise<string> => {
  vi.useFakeTimers({ now: collector.clock.now, toFake: ['Date'] });
  return createProof({ site: 'shop', key: KEY, email: ADDRESS, ...over });
};
const covered = async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  return visitor;
};

test('an identify with the store’s own proof is stored, and no address of anybody', async () => {
  const visitor = await covered();
  const proof = await prove();
  expect(await visitor.try('identify', { props: { proof } })).toBe('accepted');
  const { json } = await visitor.me();
  expect(json.events[0].props).toEqual({ proof });
  expect(collector.bytes()).not.toContain(ADDRESS);
});

test('a proof holds however the name of its event is written', async () => {
  const visitor = await covered();
  const event = visitor.event('identify', { props: { proof: await prove() } });
  const batch = JSON.stringify({ subject: visitor.subject, sentAt: event.at, events: [event] });
  const body = batch.replace('"identify"', '"\\u0069dentify"');
  const { json } = await collector.request('/v1/shop/events', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body,
  });
  expect(json).toMatchObject({ accepted: 1 });
});

test('unverified: without a proof of the store nobody is brought into an audience', async () => {
  const visitor = await covered();
  const stranger = await prove({ key: `${KEY}x` });
  const elsewhere = await prove({ site: 'other' });
  const old = await prove({ seconds: -1 });
  for (const proof of [stranger, elsewhere, old, 'x', { a: 1 }, undefined])
    expect(await visitor.try('identify', { props: { proof } })).toBe('unverified');
  expect(await visitor.try('identify', {})).toBe('unverified');
});

test('a revoked key proves nothing from then on, and its text is on the disk no more', async () => {
  const visitor = await covered();
  const key = 'sayso_k_9999999999999999999999999999999999999999999';
  const id = '999999999999';
  const made = { site: null, hash: 'i', secret: key, createdAt: '2026-11-01T00:00:00Z' };
  await collector.store.addAccessKey({ id, role: 'identity', ...made, expiresAt: null, revokedAt: null });
  expect(collector.bytes()).not.toContain(key);
  expect(await visitor.try('identify', { props: { proof: await prove({ key }) } })).toBe('accepted');
  expect(await collector.store.revokeAccessKey(id, '2026-11-21T00:00:00Z')).toBe(true);
  expect(
    await visitor.try('identify', {
      props: { proof: await prove({ key, phone: '+4420', email: 'a@b.cd' }) },
    }),
  ).toBe('unverified');
  expect(await collector.store.revokeAccessKey(id, '2026-11-21T00:00:00Z')).toBe(false);
});

test('the choice is asked first: who said no is not identified by any proof', async () => {
  const visitor = collector.visitor();
  await visitor.say(NO);
  expect(await visitor.try('identify', { props: { proof: await prove() } })).toBe('denied');
});

test('a server’s event is stored once, under the subject’s choice of now', async () => {
  const visitor = await covered();
  vi.useFakeTimers({ now: collector.clock.now, toFake: ['Date'] });
  vi.stubGlobal('fetch', (address: string, init: RequestInit) =>
    collector.app.request(address, init, { incoming: { socket: { remoteAddress: '203.0.113.9' } } }),
  );
  const place = { collector: 'https://collector.example', site: 'shop' };
  const event: ServerEvent = { name: 'search', props: { search_term: 'cup' } };
  const first = await track(place, visitor.subject, event);
  expect(first).toEqual({ id: expect.any(String), stored: 'now' });
  expect(await track(place, visitor.subject, { ...event, id: first.id })).toEqual({
    id: first.id,
    stored: 'before',
  });
  collector.clock.forward(1000);
  await visitor.say(NO);
  expect(await track(place, visitor.subject, event)).toMatchObject({ refused: 'denied' });
  expect(await track(place, visitor.subject, { name: 'Bad Name' })).toMatchObject({ refused: 'invalid' });
  await expect(track({ ...place, site: 'nobody' }, visitor.subject, event)).rejects.toThrow('404');
});
