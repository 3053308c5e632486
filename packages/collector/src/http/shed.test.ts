import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import type { Site, SiteStore } from '../store/port.ts';
import { createOutage } from './outage.ts';
import { shed } from './shed.ts';

const SHOP = 'https://shop.example';
const SITE = { origins: [SHOP], allowNullOrigin: false } as unknown as Site;
const BATCHES = ['/v1/shop/events', '/v1/shop/events?x', '/v1/shop/segment/batch'];

let waiting: number;
let lines: string[];
let metrics: ReturnType<typeof createMetrics>;
let server: Server;
let url: string;

beforeEach(async () => {
  waiting = 1_000;
  lines = [];
  metrics = createMetrics(null);
  const store = {
    waiting: () => waiting,
    site: async (id: string) => {
      if (id === 'broken') throw new Error('the disk fails');
      return id === 'shop' ? ({ site: SITE } as SiteStore) : null;
    },
  };
  const now = (): number => 0;
  const log = createLog((line) => void lines.push(line), now);
  const turnAway = shed(store, { metrics, outage: createOutage(log, now) });
  server = createServer((incoming, outgoing) => {
    if (!turnAway(incoming, outgoing)) outgoing.end('let in');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => server.close());

const post = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url + path, { method: 'POST', headers, body: 'not even JSON' });

test.each(BATCHES)('while much waits, %s is answered busy without being read', async (path) => {
  const answer = await post(path);
  expect(answer.status).toBe(503);
  const { headers } = answer;
  expect(headers.get('retry-after')).toBe('1');
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  // As the store itself would tell it.
  expect(await answer.json()).toMatchObject({ status: 503, code: 'busy' });
  // The operator hears of it as of any outage.
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', code: 'busy', msg: '1000 writes are waiting already' },
  ]);
  expect(metrics.text({})).toContain('status="503"} 1');
});

test('pages of the site can read how long to wait, and no others', async () => {
  const readers = async (site: string, origin: string): Promise<unknown[]> => {
    const { status, headers } = await post(`/v1/${site}/events`, { origin });
    return [status, headers.get('access-control-allow-origin'), headers.get('vary')];
  };
  expect(await readers('shop', SHOP)).toEqual([503, SHOP, 'Origin']);
  expect(await readers('shop', 'https://evil.example')).toEqual([503, null, 'Origin']);
  expect(await readers('shop', 'null')).toEqual([503, null, 'Origin']);
  expect(await readers('none', SHOP)).toEqual([503, null, 'Origin']);
  expect(await readers('broken', SHOP)).toEqual([503, null, 'Origin']);
});

test('choices, rights and whatever is no batch are let in', async () => {
  for (const path of [
    '/v1/shop/receipts',
    '/v1/shop/me/erase',
    '/v1/shop/events/more',
    '/x/v1/shop/events',
  ]) {
    expect(await (await post(path)).text(), path).toBe('let in');
  }
  expect(await (await fetch(`${url}/v1/shop/events`)).text()).toBe('let in');
});

test('with less waiting, batches are let in', async () => {
  waiting = 999;
  for (const path of BATCHES) expect(await (await post(path)).text(), path).toBe('let in');
  expect(lines).toEqual([]);
});
