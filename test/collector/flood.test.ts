import { expect, test } from 'vitest';
import { NO, startCollector, YES } from './harness.ts';

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
