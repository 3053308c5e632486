import { expect, test } from 'vitest';
import { NO, SHOP, startCollector, YES } from './harness.ts';

test('a site that is flooded from many addresses takes nothing from another, nor from its own people’s no', async () => {
  const collector = await startCollector({ args: { rate: '1' } });
  await collector.addSite('other', null);
  const known = collector.visitor();
  await known.say(YES);
  const flood = (i: number) => collector.request('/v1/shop/policy', { peer: `198.51.${i >> 8}.${i & 255}` });
  const answers = await Promise.all(Array.from({ length: 260 }, (_, i) => flood(i)));
  const slowed = answers.filter(({ status }) => status === 429);
  expect(slowed.length).toBe(60);
  expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await collector.request('/v1/other/policy', { peer: '198.51.100.1' })).json.code).toBe('no-policy');
  for (let i = 0; i < 60; i++) expect((await known.say(NO)).status).toBe(201);
  collector.clock.forward(1_000);
  expect((await flood(999)).status).toBe(200);
  await collector.close();
});

test('while more waits than can be stored, events are turned away unread, and a choice is taken', async () => {
  const collector = await startCollector();
  const visitor = collector.visitor();
  await visitor.say(YES);
  collector.store.waiting = () => 1_000;
  for (const path of ['/v1/shop/events', '/v1/shop/segment/batch']) {
    const { status, json, headers } = await collector.post(path, 'not even JSON');
    expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'busy', '1']);
    // A page of the store has to be able to read how long to wait.
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
  }
  // The operator hears of it as of any outage.
  expect(collector.lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'error', code: 'busy' }]);
  expect((await visitor.say(NO)).status).toBe(201);
  collector.store.waiting = () => 999;
  expect(await visitor.try()).toBe('denied');
  await collector.close();
});
