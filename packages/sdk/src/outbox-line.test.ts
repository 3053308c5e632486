import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COVER, event, openOut as open } from '../test/fake-outbox.ts';
import { Collector, openPage, problem } from '../test/fake-page.ts';
import { openOutbox } from './outbox.ts';
import { openTransport } from './transport.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what was on its way beside what is objected to goes again by itself', async () => {
  const { outbox, collector, batches } = open();
  collector.answer = () => new Promise(() => {});
  outbox.push(event('', 'identify'));
  outbox.push(event());
  void outbox.flush();
  outbox.keep((name) => (name === 'identify' ? 'denied' : null));
  collector.answer = () => null;
  await vi.advanceTimersByTimeAsync(2100);
  expect(batches()).toEqual([2, 1]);
});

test('each attempt is told: how many events, the answer, and whether they go again', async () => {
  const { outbox, collector, tried } = open();
  collector.answer = () => problem(503, 'busy');
  outbox.push(event());
  await outbox.flush();
  collector.answer = () => null;
  await vi.advanceTimersByTimeAsync(2100);
  expect(tried).toEqual(['1 503 true', '1 200 false']);
});

test('a listener that tracks while it is told of what is gone loses nothing', async () => {
  const late = event();
  const collector = new Collector();
  const { window } = openPage({ collector });
  const transport = openTransport(window, 'https://collect.example', Date.now);
  const outbox = openOutbox(
    window,
    transport,
    '/v1/demo/events',
    COVER,
    () => {},
    () => void outbox.push(late),
    () => {},
  );
  outbox.push(event());
  outbox.keep(() => 'denied');
  await outbox.flush();
  expect(collector.events.map(({ id }) => id)).toEqual([late.id]);
});

test('an answer that was cut off takes nothing from the queue', async () => {
  const { outbox, collector, answers } = open();
  collector.answer = () =>
    collector.of('/events').length === 1 ? new Response('{"accepted":1,"dupl', { status: 200 }) : null;
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(2100);
  expect(answers).toEqual([]);
  await vi.advanceTimersByTimeAsync(1100);
  expect(answers).toHaveLength(1);
});

test('after five failures in a row attempts get rare, and one that succeeds ends that', async () => {
  const { outbox, collector, batches } = open();
  collector.answer = () => problem(503, 'busy');
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(60_000);
  const soon = batches().length;
  expect(soon).toBeGreaterThanOrEqual(5);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(batches().length - soon).toBeLessThanOrEqual(5);
  collector.answer = () => null;
  await vi.advanceTimersByTimeAsync(300_000);
  const last = batches().length;
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(2100);
  expect(batches()).toHaveLength(last + 1);
});

test('a line that is back is tried at once, but for what the collector asked in Retry-After', async () => {
  const { outbox, collector, batches } = open();
  collector.answer = () => Promise.reject(new TypeError());
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(120_000);
  const before = batches().length;
  collector.answer = () => problem(429, 'slow-down', { 'retry-after': '60' });
  outbox.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(batches()).toHaveLength(before + 1);
  outbox.wake();
  await vi.advanceTimersByTimeAsync(50_000);
  expect(batches()).toHaveLength(before + 1);
});

test('a page that is left tries once more at once, but for what the collector asked in Retry-After', async () => {
  const { outbox, collector, batches } = open();
  collector.answer = () => Promise.reject(new TypeError());
  outbox.push(event());
  await outbox.flush();
  collector.answer = () => problem(503, 'busy', { 'retry-after': '60' });
  await outbox.flush(true);
  expect(batches()).toHaveLength(1);
  outbox.wake(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(batches()).toHaveLength(2);
  outbox.wake(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(batches()).toHaveLength(2);
});
