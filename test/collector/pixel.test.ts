import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, POLICY, startCollector } from './harness.ts';

let collector: Collector;
const args = { 'geo-header': 'CF-IPCountry', 'trust-proxy': '10.0.0.0/8', rate: '10' };
beforeAll(async () => {
  const purposes = [...POLICY.purposes, { id: 'health', sensitive: true, events: ['read_leaflet'] }];
  collector = await startCollector({
    policy: { ...POLICY, purposes, eventProps: { ...POLICY.eventProps, read_leaflet: {} } },
    args,
  });
});
afterAll(() => collector.close());

/** Asks for the dot; how often the database says that something was counted, by name. */
const dot = (query: string, country = 'US', headers = {}) =>
  collector.request(`/v1/shop/pixel.gif${query}`, {
    peer: '10.0.0.1',
    headers: { 'cf-ipcountry': country, 'x-forwarded-for': '203.0.113.7', ...headers },
  });
const counted = (name: string): boolean => collector.bytes().includes(`2026-11-21${name}`);

describe('the pixel', () => {
  test('is always the same 43 bytes, kept by no cache, without a cookie', async () => {
    for (const path of [
      '/v1/shop/pixel.gif?name=page_view',
      '/v1/shop/pixel.gif',
      '/v1/nobody/pixel.gif?name=x',
    ]) {
      const response = await collector.app.request(path);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(43);
      expect(response.headers.get('content-type')).toBe('image/gif');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  test.each([
    ['where a yes is asked first', 'page_view', 'DE', {}],
    ['where the region is unknown', 'page_view', '', {}],
    ['where a signal objects', 'page_view', 'US', { 'sec-gpc': '1' }],
    ['for a purpose that is opt-in everywhere', 'read_leaflet', 'US', {}],
    ['for a name that the policy does not have', 'planted_name', 'US', {}],
  ])('counts nothing %s', async (_where, name, country, headers) => {
    await dot(`?name=${name}`, country, headers);
    expect(counted(name)).toBe(false);
  });

  test('counts a name by day and region where nobody has to be asked, and nothing that tells who', async () => {
    await dot('?name=search&email=ann@mail.example', 'US', { 'user-agent': 'planted-agent' });
    expect(counted('search')).toBe(true);
    expect(collector.bytes()).not.toMatch(/ann@mail|planted-agent|203\.0\.113\.7|planted_name/);
  });

  test('is a dot for those who ask too often too', async () => {
    for (let i = 0; i < 40; i++) expect((await dot('?name=search')).status).toBe(200);
  });
});
