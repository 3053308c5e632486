import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Collector, DAY, POLICY, startCollector } from './harness.ts';

let collector: Collector;
/** Markup is refused when a policy is checked; what is left of it is text. */
const HOSTILE = `Cups & "Lamps" 'n' a<b`;

beforeAll(async () => {
  collector = await startCollector();
  const [necessary, analytics, marketing] = POLICY.purposes;
  await collector.publish({
    ...POLICY,
    controller: { ...POLICY.controller, name: HOSTILE },
    purposes: [necessary, { ...analytics, retentionDays: 30 }, { ...marketing, retentionDays: 400 }],
  });
});
afterAll(() => collector.close());

test('the feed tells each version, when it takes effect and what it changes, before it does', async () => {
  const { text, headers, status } = await collector.request('/v1/shop/policies.atom');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(text.match(/<entry>/g)).toHaveLength(2);
  // 30 days ahead: it keeps data for longer.
  expect(text).toContain('<title>Version 2, in effect from 2026-12-21</title>');
  expect(text).toMatch(/marketing › retentionDays: 180 → 400 \(material: [^)]+\)/);
  expect(text).toMatch(/analytics › retentionDays: 90 → 30 \(tighter\)/);
  expect(text.indexOf('Version 2')).toBeLessThan(text.indexOf('Version 1'));
  // RFC 4287, section 4.1: each of these once in the feed and in each entry.
  for (const name of ['id', 'title', 'updated'])
    expect(text.match(new RegExp(`<${name}>`, 'g')), name).toHaveLength(3);
});

test('the page shows the same to people, and marks what is in effect', async () => {
  const { text, headers } = await collector.request('/p/shop/policies');
  expect(headers.get('content-type')).toContain('text/html');
  expect(text).toContain('Version 1, in effect');
  expect(text).not.toContain('Version 2, in effect</h2>');
  expect(text).toContain('Visitors are asked again.');
  expect(text).toContain('180 → 400');
});

test('what a policy says is text there, whatever it is', async () => {
  for (const path of ['/v1/shop/policies.atom', '/p/shop/policies']) {
    const { text } = await collector.request(path);
    expect(text).not.toContain('a<b');
    expect(text).toContain('Cups &amp; &quot;Lamps&quot; &#39;n&#39; a&lt;b');
  }
});

test('a site without a policy, or no site, has neither', async () => {
  await collector.addSite('bare', null);
  for (const path of [
    '/v1/bare/policies.atom',
    '/p/bare',
    '/p/bare/policies',
    '/v1/none/policies.atom',
    '/p/none',
    '/p/none/policies',
  ]) {
    expect((await collector.request(path)).status, path).toBe(404);
  }
});

test('the page of a site says what is in effect, what follows, and where its log is', async () => {
  const before = (await collector.request('/p/shop')).text;
  expect(before).toContain('Version 1 has been in effect since 2026-11-');
  expect(before).toContain('Version 2 follows on 2026-12-21.');
  expect(before).toContain('<code>log.example/shop</code>');
  collector.clock.now += 31 * DAY;
  const { text, headers } = await collector.request('/p/shop');
  expect(text).toContain('Version 2 has been in effect since 2026-12-21.');
  expect(text).not.toContain('follows');
  expect(text).not.toContain('a<b');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});
