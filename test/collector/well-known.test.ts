import { expect, test } from 'vitest';
import { POLICY, startCollector } from './harness.ts';

test('gpc.json says true only if every current policy heeds the signal', async () => {
  const collector = await startCollector();
  const gpc = async () => (await collector.request('/.well-known/gpc.json')).json;
  expect(await gpc()).toEqual({ gpc: true, lastUpdate: '2026-11-21' });
  await collector.addSite('bare', null);
  expect((await gpc()).gpc).toBe(true);
  await collector.addSite('deaf', { ...POLICY, signals: { gpc: false } });
  expect((await gpc()).gpc).toBe(false);
  await collector.close();
});

test('gpc.json claims nothing where there is no policy', async () => {
  const collector = await startCollector({ policy: null });
  expect((await collector.request('/.well-known/gpc.json')).json).toEqual({ gpc: false });
  await collector.close();
});

test('jwks.json has public keys only, for anybody', async () => {
  const collector = await startCollector();
  const { json, headers } = await collector.request('/.well-known/jwks.json');
  expect(json.keys).toHaveLength(1);
  expect(Object.keys(json.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  await collector.close();
});
