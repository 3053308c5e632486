import { DAY } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { Collector, openPage } from '../test/fake-page.ts';
import { backOff, openTransport, parseRetryAfter } from './transport.ts';

test('only no answer, 408, 429 and the server’s own errors are tried again', () => {
  for (const status of [408, 429, 500, 503]) expect(backOff({ status, body: {} }, 0, 0)).toBe(500);
  expect(backOff({ status: 0 }, 0, 0)).toBe(500);
  for (const status of [200, 201, 400, 403, 404, 409, 410, 413, 415, 422])
    expect(backOff({ status, body: {} }, 0)).toBe(0);
});

test('an answer that was cut off, or that somebody else gave in the collector’s place, is none', () => {
  for (const status of [200, 201, 403, 404]) expect(backOff({ status, body: null }, 0, 0)).toBe(500);
});

test('the pauses double up to half a minute, half of each left to chance, and never undercut Retry-After', () => {
  expect(backOff({ status: 503 }, 3, 1)).toBe(8000);
  expect(backOff({ status: 503 }, 30, 1)).toBe(30_000);
  expect(backOff({ status: 429, retryAfter: 120_000 }, 0, 0)).toBe(120_000);
});

test('Retry-After is seconds or a date, at most a day, and nonsense is nothing', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  expect(parseRetryAfter('120', now)).toBe(120_000);
  expect(parseRetryAfter('Fri, 20 Nov 2026 12:00:30 GMT', now)).toBe(30_000);
  expect(parseRetryAfter('Fri, 20 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('99999999', now)).toBe(DAY);
  for (const none of [null, '', '0', '-5', 'soon']) expect(parseRetryAfter(none, now)).toBe(0);
});

test('a request carries neither cookies nor a referrer to another origin, and needs no preflight', async () => {
  const collector = new Collector();
  const { window } = openPage({ collector });
  const init = { method: 'POST', body: '{}' };
  await openTransport(window, 'https://collect.example', Date.now).call('/v1/demo/events', init);
  // Without `credentials`, fetch sends cookies to the page's own origin only.
  expect(collector.sent[0]?.init).toEqual({ ...init, referrerPolicy: 'no-referrer' });
});

test('a fetch that throws and a body that is no JSON throw nothing into the page', async () => {
  const { window } = openPage();
  const transport = openTransport(window, 'https://collect.example', Date.now);
  window.fetch = () => {
    throw new Error('wrapped badly');
  };
  expect(await transport.call('/x')).toEqual({ status: 0 });
  window.fetch = async () => new Response('<html>', { status: 502 });
  expect(await transport.call('/x')).toEqual({ status: 502, retryAfter: 0, body: null });
});
