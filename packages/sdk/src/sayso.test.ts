import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakePage, Jar, openPage, problem, SHOWN } from '../test/fake-page.ts';

const NOON = new Date('2026-11-20T12:00:00.000Z');
const warn = vi.spyOn(console, 'warn');

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  warn.mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
});

const soon = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const names = ({ collector }: FakePage) => collector.events.map(({ name }) => name);
const subjectIn = ({ jar }: FakePage) => /\.([\w-]{22})\./.exec(jar.cookie)?.[1] ?? null;
const accept = async ({ sayso }: FakePage) => sayso.port.choose('accept-all', SHOWN);
const reject = async ({ sayso }: FakePage) => sayso.port.choose('reject-all', SHOWN);
const silent = ({ jar, collector }: FakePage) => {
  expect(jar.written).toEqual([]);
  expect(collector.sent).toEqual([]);
};

test('before a choice nothing is stored and nothing is requested, whatever the page does', async () => {
  const page = openPage();
  await page.sayso.ready;
  page.sayso.track('search', { search_term: 'cup' });
  page.sayso.page();
  page.sayso.identify('proof');
  page.go('/cups/2');
  page.show(false);
  page.show(true);
  await page.sayso.flush();
  expect(await page.sayso.export()).toBeNull();
  expect(await page.sayso.receipt()).toBeNull();
  await soon(60_000);
  silent(page);
  expect(page.told.filter(({ type }) => type === 'sayso:refused')).toMatchObject(
    ['search', 'page_view', 'identify'].map((name) => ({ detail: { name, reason: 'no-choice' } })),
  );
});

test('a yes makes the page’s page_view anew, dated with the choice, under an acknowledged receipt', async () => {
  const page = openPage();
  page.sayso.track('search', { search_term: 'before' });
  await soon(5000);
  await accept(page);
  await soon(2500);
  expect(page.collector.sent.map(({ path }) => path)).toEqual(['/v1/demo/receipts', '/v1/demo/events']);
  expect(page.collector.receipts[0]).toMatchObject({
    method: 'accept-all',
    purposes: { analytics: true, marketing: true },
    policyVersion: 3,
    at: '2026-11-20T12:00:05.000Z',
    locale: 'en',
  });
  expect(page.collector.events).toMatchObject([
    { name: 'page_view', at: '2026-11-20T12:00:05.000Z', seq: 0, page: { url: 'https://shop.example/cups' } },
  ]);
  expect(page.collector.of('/events')[0]?.body.subject).toBe(subjectIn(page));
});

test('no event is on the wire before its receipt is acknowledged', async () => {
  const page = openPage();
  page.collector.answer = ({ path }) => (path.endsWith('/receipts') ? problem(503, 'busy') : null);
  void accept(page);
  await soon(30_000);
  page.show(false);
  await soon(1000);
  expect(page.collector.of('/events')).toEqual([]);
  page.show(true);
  page.collector.answer = () => null;
  await soon(60_000);
  expect(names(page)).toEqual(['page_view']);
});

test('a refusal leaves no identifier, and the same cookie as everybody’s of that day', async () => {
  const one = openPage();
  const other = openPage();
  await reject(one);
  vi.setSystemTime(new Date('2026-11-20T19:33:12.345Z'));
  await reject(other);
  expect(one.jar.cookie).toBe(other.jar.cookie);
  expect(one.collector.receipts[0]).not.toHaveProperty('subject');
  expect(await one.sayso.receipt()).toBeNull();
  one.sayso.track('search', { search_term: 'cup' });
  await soon(10_000);
  expect(one.collector.of('/events')).toEqual([]);
});

test('a withdrawal closes the gate, empties the queue and stops the wire in the same task', async () => {
  const page = openPage();
  await accept(page);
  page.collector.answer = ({ path }) => (path.endsWith('/events') ? new Promise(() => {}) : null);
  void page.sayso.flush();
  await soon();
  page.sayso.track('search', { search_term: 'queued' });
  const subject = subjectIn(page);
  const [onItsWay] = page.collector.of('/events');
  void page.sayso.consent.withdraw();
  expect(onItsWay?.init.signal?.aborted).toBe(true);
  expect(page.sayso.consent.get().allowed.analytics).toBe(false);
  await soon(10_000);
  expect(names(page)).toEqual(['page_view']);
  expect(page.collector.receipts[1]).toMatchObject({
    method: 'api',
    subject,
    purposes: { analytics: false, marketing: false },
  });
  expect(subjectIn(page)).toBeNull();
});

test('the no of a known subject is kept until it is acknowledged, by the next page if need be', async () => {
  const jar = new Jar();
  const first = openPage({ jar });
  await accept(first);
  const subject = subjectIn(first);
  first.collector.answer = () => Promise.reject(new TypeError('offline'));
  void reject(first);
  await vi.waitFor(() => expect(first.collector.receipts).toHaveLength(2));
  expect(subjectIn(first)).toBe(subject);
  const { id } = first.collector.receipts[1] ?? {};
  const next = openPage({ jar });
  await soon(100);
  expect(next.collector.receipts).toMatchObject([{ id, subject, purposes: { analytics: false } }]);
  expect(subjectIn(next)).toBeNull();
  expect(next.collector.of('/events')).toEqual([]);
});

test('a choice in one tab opens and closes the gate in the other', async () => {
  const jar = new Jar();
  const one = openPage({ jar });
  const other = openPage({ jar });
  await accept(one);
  other.window.dispatchEvent(new Event('focus'));
  await soon(2500);
  expect(names(other)).toEqual(['page_view']);
  expect(other.collector.receipts).toEqual([]);
  other.sayso.track('search', { search_term: 'queued' });
  await reject(one);
  other.sayso.track('search', { search_term: 'after' });
  await soon(10_000);
  expect(names(other)).toEqual(['page_view']);
});

test('two tabs that say yes at once make one subject', async () => {
  const jar = new Jar();
  const pages = [openPage({ jar }), openPage({ jar })];
  await Promise.all(pages.map(accept));
  const subjects = new Set(
    pages.flatMap(({ collector }) => collector.receipts.map(({ subject }) => subject)),
  );
  expect(subjects.size).toBe(1);
});

test('a no that comes while a yes still waits for its lock is the last word', async () => {
  let unlock = (): void => {};
  const hold = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  const page = openPage({ hold });
  const yes = accept(page);
  await reject(page);
  unlock();
  expect(await yes).toMatchObject({ effective: false });
  expect(page.sayso.consent.get().allowed.analytics).toBe(false);
  expect(page.collector.receipts.map(({ method }) => method)).toEqual(['reject-all']);
});

test('a visitor who leaves before the lock is there has chosen all the same', async () => {
  const page = openPage({ hold: new Promise(() => {}) });
  void accept(page);
  expect(page.jar.cookie).toBe('');
  page.window.dispatchEvent(new Event('pagehide'));
  const next = openPage({ jar: page.jar });
  expect(next.sayso.consent.get().allowed.analytics).toBe(true);
});

test('in an opt-out region nothing happens before the notice is on the screen; then a default receipt, no consent', async () => {
  const page = openPage({ options: { region: 'US-CA' } });
  page.sayso.track('search', { search_term: 'cup' });
  await soon(5000);
  silent(page);
  expect(page.sayso.consent.get().ask).toBe('notice');
  page.sayso.port.rendered();
  await soon(2500);
  expect(page.collector.receipts).toMatchObject([
    {
      method: 'default',
      purposes: { analytics: null, marketing: null },
      region: 'US-CA',
      subject: subjectIn(page),
    },
  ]);
  expect(names(page)).toEqual(['page_view']);
  const { at } = page.collector.receipts[0] ?? { at: '' };
  expect((page.collector.events[0]?.at ?? '') >= at).toBe(true);
});

test('a notice that was read is not shown again, though its visitor chose nothing', async () => {
  const jar = new Jar();
  const page = openPage({ jar, options: { region: 'JP' } });
  expect(page.sayso.consent.get().ask).toBe('notice');
  page.sayso.port.rendered();
  await soon(100);
  page.sayso.port.noticed();
  expect(page.sayso.consent.get().ask).toBe('none');
  const next = openPage({ jar, options: { region: 'JP' } });
  expect(next.sayso.consent.get()).toMatchObject({ ask: 'none', choice: null, allowed: { analytics: true } });
});

test('a default is recorded once, not on each page', async () => {
  const jar = new Jar();
  const first = openPage({ jar, options: { region: 'US' } });
  first.sayso.port.rendered();
  await soon(100);
  const next = openPage({ jar, options: { region: 'US' } });
  next.sayso.port.rendered();
  await soon(2500);
  expect(next.collector.receipts).toEqual([]);
  expect(names(next)).toEqual(['page_view']);
});

test('under Global Privacy Control the other purposes work by default, without a pop-up', async () => {
  const page = openPage({ gpc: true, options: { region: 'US' } });
  await soon(2500);
  expect(page.sayso.consent.get()).toMatchObject({
    ask: 'none',
    reasons: { marketing: 'gpc', analytics: 'default' },
  });
  expect(page.collector.receipts).toMatchObject([{ method: 'default', signals: { gpc: true } }]);
  expect(page.collector.of('/events')[0]?.body.signals).toMatchObject({ gpc: true });
  page.sayso.identify('proof');
  await soon(2500);
  expect(names(page)).toEqual(['page_view']);
});

test('opting out of one purpose in an opt-out region keeps the other, under the subject', async () => {
  const page = openPage({ options: { region: 'US' } });
  page.sayso.port.rendered();
  await soon();
  await page.sayso.port.choose('opt-out', SHOWN, { marketing: false });
  expect(page.collector.receipts.at(-1)).toMatchObject({
    method: 'opt-out',
    purposes: { analytics: null, marketing: false },
  });
  expect(page.sayso.consent.get().allowed).toMatchObject({ analytics: true, marketing: false });
});
