import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Collector, type FakePage, Jar, openPage, POLICY, problem, SHOWN } from '../test/fake-page.ts';

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

test('nothing happens in a page that nobody has seen, prerendered or in the background', async () => {
  const page = openPage({ hidden: true, gpc: true, options: { region: 'US' } });
  page.sayso.track('search', { search_term: 'early' });
  await soon(10_000);
  silent(page);
  page.show(true);
  await soon(2500);
  expect(page.collector.receipts).toHaveLength(1);
});

test('a minor has every optional purpose off and is never asked; what is known of them is told to the collector', async () => {
  const page = openPage();
  await accept(page);
  const subject = subjectIn(page);
  page.sayso.minor(true);
  expect(page.sayso.consent.get()).toMatchObject({ ask: 'none', allowed: { analytics: false } });
  await soon(100);
  expect(page.collector.receipts[1]).toMatchObject({ method: 'minor', subject, signals: { minor: true } });
  await accept(page);
  expect(page.sayso.consent.get().allowed.analytics).toBe(false);
  const next = openPage({ jar: page.jar });
  expect(next.sayso.consent.get()).toMatchObject({ ask: 'none', signals: { minor: true } });
});

test('of a minor who is a stranger the collector learns nothing', async () => {
  const page = openPage({ options: { minor: true } });
  await soon(5000);
  expect(page.collector.sent).toEqual([]);
  expect(subjectIn(page)).toBeNull();
});

test('page code may refuse for a visitor, but not grant unless the policy lets it', async () => {
  const page = openPage();
  expect(await page.sayso.consent.acceptAll()).toMatchObject({ effective: false });
  expect(await page.sayso.consent.save({ analytics: true })).toMatchObject({ effective: false });
  silent(page);
  await page.sayso.consent.rejectAll();
  expect(page.collector.receipts).toMatchObject([{ method: 'api', purposes: { analytics: false } }]);
  const api = openPage({ options: { policy: { ...POLICY, api: { allowed: true, reason: 'kiosk' } } } });
  await api.sayso.consent.acceptAll();
  expect(api.collector.receipts).toMatchObject([{ method: 'api', purposes: { analytics: true } }]);
});

test('a yes for an outdated policy is not sent again: the newer policy is loaded, and the visitor asked', async () => {
  const page = openPage();
  const newer = { ...POLICY, version: 4, materialSince: 4 };
  page.collector.answer = ({ path }) =>
    path.endsWith('/policy') ? Response.json(newer) : problem(409, 'policy-outdated');
  expect(await accept(page)).toMatchObject({ effective: false });
  await soon(10_000);
  expect(page.sayso.consent.get()).toMatchObject({ ask: 'banner', policyVersion: 4, choice: null });
  expect(page.jar.cookie).toBe('');
  expect(page.collector.receipts).toHaveLength(1);
  expect(page.collector.of('/events')).toEqual([]);
});

test('when a choice is refused, its yeses are taken back and its noes hold, and the collector hears of them', async () => {
  const page = openPage({ options: { region: 'US' } });
  page.sayso.port.rendered();
  await soon();
  page.collector.answer = ({ body }) => (body?.method === 'save' ? problem(422, 'confirm') : null);
  await page.sayso.port.choose('save', SHOWN, { analytics: false, marketing: true });
  await soon(100);
  expect(page.sayso.consent.get().allowed).toMatchObject({ analytics: false, marketing: false });
  expect(page.collector.receipts.at(-1)).toMatchObject({
    method: 'withdraw',
    purposes: { analytics: false, marketing: false },
  });
});

test('a default that the collector refuses is not tried again and again', async () => {
  const page = openPage({ options: { region: 'US' } });
  page.collector.answer = () => problem(422, 'invalid');
  page.sayso.port.rendered();
  await soon(120_000);
  expect(page.collector.sent).toHaveLength(1);
  expect(subjectIn(page)).toBeNull();
});

test('after an erasure everything starts anew', async () => {
  const page = openPage();
  await accept(page);
  const subject = subjectIn(page);
  page.collector.answer = ({ method }) =>
    method === 'DELETE' ? Response.json({ erased: 1, kept: [] }) : null;
  expect(await page.sayso.erase()).toEqual({ erased: 1, kept: [] });
  expect(page.collector.of('/me')[0]?.init.headers).toEqual({ authorization: `Bearer ${subject}` });
  expect(page.jar.cookie).toBe('');
  expect(page.sayso.consent.get()).toMatchObject({ ask: 'banner', choice: null });
  await accept(page);
  expect(subjectIn(page)).not.toBe(subject);
});

test('an erasure that failed forgets nothing, and throws nothing', async () => {
  const page = openPage();
  await accept(page);
  const cookie = page.jar.cookie;
  page.collector.answer = () => Promise.reject(new TypeError('offline'));
  expect(await page.sayso.erase()).toBeNull();
  expect(page.jar.cookie).toBe(cookie);
});

test('after a withdrawal the page can still show and erase what was captured, and the refusal stays', async () => {
  const page = openPage();
  await accept(page);
  const subject = subjectIn(page);
  await page.sayso.consent.withdraw({ erase: true });
  expect(page.collector.of('/me')).toMatchObject([
    { method: 'DELETE', init: { headers: { authorization: `Bearer ${subject}` } } },
  ]);
  expect(page.sayso.consent.get()).toMatchObject({ ask: 'none', allowed: { analytics: false } });
  expect(await page.sayso.export()).toBeNull();
});

test('a subject that was erased elsewhere is forgotten when the collector says so', async () => {
  const page = openPage();
  await accept(page);
  page.collector.answer = ({ body }) =>
    Response.json({
      accepted: 0,
      duplicate: 0,
      refused: body.events.map(({ id }: { id: string }) => ({ id, reason: 'no-receipt' })),
    });
  await soon(2500);
  expect(page.jar.cookie).toBe('');
  expect(page.sayso.consent.get().ask).toBe('banner');
  expect(page.told).toContainEqual({
    type: 'sayso:refused',
    detail: { id: page.collector.events[0]?.id, name: 'page_view', reason: 'no-receipt' },
  });
});

test('an answer that is not the collector’s throws nothing into the page', async () => {
  const page = openPage();
  await accept(page);
  page.collector.answer = () => new Response('<html>a login page', { status: 200 });
  await soon(2500);
  expect(await page.sayso.export()).toBeNull();
  await page.sayso.flush();
  expect(names(page)).toEqual(['page_view']);
});

test('neither a subject nor a receipt is in what the page is told', async () => {
  const page = openPage();
  await accept(page);
  await soon(2500);
  const subject = subjectIn(page);
  const said = JSON.stringify(page.told);
  expect(page.told.map(({ type }) => type)).toContain('sayso:event');
  expect(said).not.toContain(subject);
  expect(said).not.toContain('jws.');
  expect(await page.sayso.receipt()).toBe(`jws.${page.collector.receipts[0]?.id}`);
});

test('a returning visitor’s receipt is the newest that the collector holds', async () => {
  const jar = new Jar();
  await accept(openPage({ jar }));
  const next = openPage({ jar });
  next.collector.answer = ({ path }) =>
    path.endsWith('/me')
      ? Response.json({
          receipts: [
            { id: '2', jws: 'newer', receivedAt: '2026-11-20T12:00:00Z' },
            { id: '1', jws: 'older', receivedAt: '2026-11-19T12:00:00Z' },
          ],
        })
      : null;
  expect(await next.sayso.receipt()).toBe('newer');
});

test('a clock that is wrong, or that jumps back, stops nothing', async () => {
  vi.setSystemTime(new Date('2019-01-01T00:00:00Z'));
  const page = openPage();
  await accept(page);
  await soon(2500);
  vi.setSystemTime(new Date('2018-06-01T00:00:00Z'));
  page.sayso.track('search', { search_term: 'cup' });
  await soon(2500);
  expect(names(page)).toEqual(['page_view', 'search']);
  expect(page.collector.of('/events')[1]?.body.sentAt).toMatch(/^2018-06-01/);
});

test('without a policy nothing is asked and nothing is captured; with one that was fetched all works', async () => {
  const collector = new Collector();
  collector.answer = ({ path }) => (path.endsWith('/policy') ? problem(404, 'no-policy') : null);
  const options = { policy: undefined } as never;
  const none = openPage({ collector, options });
  expect(none.sayso.consent.get()).toMatchObject({ ask: 'none', allowed: {}, askFor: [] });
  await soon(100);
  expect(warn).toHaveBeenLastCalledWith('sayso: no policy for demo');
  collector.answer = ({ path }) => (path.endsWith('/policy') ? Response.json(POLICY) : null);
  const page = openPage({ collector, options });
  await page.sayso.ready;
  await accept(page);
  await soon(2500);
  expect(names(page)).toEqual(['page_view']);
});

test('a wrong configuration is one warning, and a handle that does nothing', async () => {
  const page = openPage({ options: { site: 'NOT A SITE' } });
  expect(warn).toHaveBeenLastCalledWith('sayso: no site id: NOT A SITE');
  page.sayso.track('search', { search_term: 'cup' });
  page.sayso.minor(true);
  await soon(1000);
  silent(page);
});

test('listeners are told until they stop', async () => {
  const page = openPage();
  const heard: unknown[] = [];
  const stop = page.sayso.on('consent', ({ allowed }) => heard.push(allowed.analytics));
  await accept(page);
  expect(heard).toEqual([true]);
  stop();
  await reject(page);
  expect(heard).toEqual([true]);
});
