import { formatCookie, toTime } from '@sayso/protocol';
import { openPixel } from '@sayso/sdk/shopify-pixel';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DATA, EXPECTED, type Heard, SECRETS } from '../shopify/events.ts';
import { ALL, openSandbox } from '../shopify/sandbox.ts';
import { type Collector, NO, POLICY, startCollector, type Visitor, YES } from './harness.ts';

const NAMES = Object.values(EXPECTED).map(([name]) => name);
const policy = {
  ...POLICY,
  purposes: [
    { id: 'necessary', always: true },
    { id: 'analytics', events: NAMES, retentionDays: 90 },
    { id: 'marketing', events: ['identify'], gpc: true, retentionDays: 180 },
  ],
  capture: { sources: [] },
  eventProps: {},
};

let collector: Collector;
let closed: Collector;
let statuses: number[];
beforeAll(async () => {
  collector = await startCollector({ policy, allowNullOrigin: true });
  closed = await startCollector({ policy });
});
afterAll(() => Promise.all([collector.close(), closed.close()]));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page of the store in the visitor's browser. From the sandbox every request has the origin `null`. */
function visit(
  visitor: Visitor,
  to: Collector = collector,
  words: Record<string, boolean> = YES,
  at = to.clock.now,
) {
  statuses = [];
  vi.useFakeTimers({ now: to.clock.now, toFake: ['Date'] });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const headers = { 'content-type': 'text/plain;charset=UTF-8', origin: 'null' };
    const response = await to.app.request(
      address,
      { ...init, headers },
      { incoming: { socket: { remoteAddress: '203.0.113.9' } } },
    );
    statuses.push(response.status);
    // A browser hides an answer that does not name the origin.
    if (response.headers.get('access-control-allow-origin') !== 'null')
      throw new TypeError('Failed to fetch');
    return response;
  });
  const sandbox = openSandbox();
  sandbox.cookies.set(
    '__Host-sayso-shop',
    formatCookie({
      choice: { purposes: words, policyVersion: 1, at: toTime(at) },
      at: toTime(at),
      noticed: 1,
      subject: visitor.subject,
      pending: null,
      minor: false,
    }),
  );
  openPixel(sandbox.api);
  return sandbox;
}
const stored = async (visitor: Visitor) => (await visitor.me()).json.events ?? [];
const until = (count: number, visitor: Visitor) =>
  vi.waitFor(async () => expect(await stored(visitor)).toHaveLength(count), { timeout: 5000, interval: 20 });

test('a visit from the first page to the order is stored as it happened, each event once, with nobody’s name', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  const heard = Object.keys(DATA) as Heard[];
  const first = visit(visitor);
  for (const name of heard) await first.publish(name);
  await until(heard.length, visitor);
  // Told again, on this page and, by whatever mishap, on another.
  await first.consent(ALL);
  const second = visit(visitor);
  for (const [i, name] of heard.entries()) await second.publish(name, { id: `sh-${name}-${i + 1}` });
  await vi.waitFor(() => expect(statuses.length).toBeGreaterThan(1));

  const page = {
    url: 'https://shop.example/products/cup?utm_source=mail',
    path: '/products/cup',
    referrer: 'https://search.example',
    title: 'Cup for [email]',
  };
  const events = await stored(visitor);
  expect(events.map(({ name, page, props }: Record<string, unknown>) => ({ name, page, props }))).toEqual(
    heard.map((one) => ({ name: EXPECTED[one][0], page, props: EXPECTED[one][1] })),
  );
  for (const secret of SECRETS) expect(collector.bytes()).not.toContain(secret);
});

test('a cookie that says more than the receipts changes nothing: the collector decides again', async () => {
  const visitor = collector.visitor();
  await visitor.say(NO);
  await visit(visitor).publish('checkout_completed');
  await vi.waitFor(() => expect(statuses).toHaveLength(2));
  expect(await stored(visitor)).toEqual([]);
  const stranger = collector.visitor();
  await visit(stranger).publish('checkout_completed');
  await vi.waitFor(() => expect(statuses).toHaveLength(2));
  expect((await stranger.me()).json.code).toBe('unknown-subject');
});

test('an objection to Shopify makes no receipt', async () => {
  const visitor = collector.visitor();
  await visitor.say(YES);
  const sandbox = visit(visitor);
  await sandbox.consent({ ...ALL, marketingAllowed: false, saleOfDataAllowed: false }, false);
  await sandbox.publish('checkout_completed');
  await until(1, visitor);
  expect((await visitor.receipts()).map(({ method }) => method)).toEqual(['save']);
});

test('a site that does not allow the origin `null` gets nothing from the sandbox', async () => {
  const visitor = closed.visitor();
  await visitor.say(YES);
  await visit(visitor, closed).publish('checkout_completed');
  await vi.waitFor(() => expect(statuses).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await stored(visitor)).toEqual([]);
});
