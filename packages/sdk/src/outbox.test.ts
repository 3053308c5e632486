import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COVER, event, openOut as open } from '../test/fake-outbox.ts';
import { problem } from '../test/fake-page.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('events leave after two seconds, or at once when there are ten', async () => {
  const { outbox, batches } = open();
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(1900);
  expect(batches()).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(batches()).toEqual([1]);
  for (let n = 0; n < 10; n++) outbox.push(event());
  await vi.advanceTimersByTimeAsync(0);
  expect(batches()).toEqual([1, 10]);
});

test('an event over 8 KiB is not taken', () => {
  const { outbox } = open();
  expect(outbox.push(event('x'.repeat(8200)))).toBe(false);
});

test('a batch that got no answer is sent again with the same ids and a new sentAt', async () => {
  const { outbox, collector } = open();
  collector.answer = () => (collector.of('/events').length === 1 ? Promise.reject(new TypeError()) : null);
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(4000);
  const [first, second] = collector.of('/events').map(({ body }) => body);
  expect(second.events).toEqual(first.events);
  expect(second.sentAt > first.sentAt).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(collector.of('/events')).toHaveLength(2);
});

test('Retry-After holds for everything that would send sooner, hiding the page included', async () => {
  const { outbox, collector, batches } = open();
  collector.answer = () =>
    collector.of('/events').length === 1 ? problem(429, 'slow-down', { 'retry-after': '60' }) : null;
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(3000);
  for (let n = 0; n < 12; n++) outbox.push(event());
  await outbox.flush(true);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(batches()).toEqual([1]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(batches()).toEqual([1, 13]);
});

test('what the collector will never take is not sent again', async () => {
  const { outbox, collector, answers } = open();
  collector.answer = () => problem(422, 'invalid');
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(120_000);
  expect(collector.of('/events')).toHaveLength(1);
  expect(answers).toEqual([]);
});

test('a batch that is too large is sent in halves, and one event that is too large is given up', async () => {
  const { outbox, collector, batches } = open();
  collector.answer = ({ body }) => (body.events.length > 3 ? problem(413, 'too-large') : null);
  for (let n = 0; n < 8; n++) outbox.push(event());
  await outbox.flush();
  expect(batches().slice(0, 3)).toEqual([8, 4, 2]);
  expect(
    collector.sent.filter(({ body }) => body.events.length <= 3).flatMap(({ body }) => body.events),
  ).toHaveLength(8);
  collector.answer = () => problem(413, 'too-large');
  outbox.push(event());
  await outbox.flush();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(batches().at(-1)).toBe(1);
});

test('a page that leaves sends so that the request outlives it, what was on its way included', async () => {
  const { outbox, collector } = open();
  let release = (): void => {};
  collector.answer = () =>
    new Promise((answer) => {
      release = () => answer(Response.json({ accepted: 1, duplicate: 0, refused: [] }));
    });
  outbox.push(event());
  void outbox.flush();
  outbox.push(event());
  const left = outbox.flush(true);
  void outbox.flush(true);
  expect(collector.sent.map(({ init }) => init.keepalive)).toEqual([false, true]);
  expect(collector.sent[0]?.init.signal?.aborted).toBe(true);
  expect(collector.sent[1]?.body.events).toHaveLength(2);
  release();
  await left;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(collector.sent).toHaveLength(2);
});

test('a beacon is sent only where fetch failed and the page leaves', async () => {
  const { outbox, collector, window } = open();
  window.fetch = () => {
    throw new TypeError('no fetch');
  };
  outbox.push(event());
  await outbox.flush();
  expect(collector.beacons).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1100);
  const before = collector.beacons.length;
  await outbox.flush(true);
  await vi.advanceTimersByTimeAsync(3000);
  await outbox.flush(true);
  expect(before).toBe(0);
  expect(JSON.parse(collector.beacons[0] ?? '{}').events).toHaveLength(1);
});

test('where beacons are blocked too nothing is thrown, and what waits goes on waiting', async () => {
  const { outbox, window, collector, batches } = open();
  const { fetch } = window;
  window.fetch = () => Promise.reject(new TypeError('blocked'));
  Object.assign(window.navigator, { sendBeacon: undefined });
  outbox.push(event());
  await outbox.flush(true);
  expect(collector.beacons).toEqual([]);
  window.fetch = fetch;
  await vi.advanceTimersByTimeAsync(3000);
  expect(batches()).toEqual([1]);
});

test('what does not pass any more is gone at once, from the wire too', async () => {
  const { outbox, collector } = open();
  collector.answer = () => new Promise(() => {});
  outbox.push(event());
  void outbox.flush();
  outbox.keep(() => 'denied');
  expect(collector.sent[0]?.init.signal?.aborted).toBe(true);
  await outbox.flush();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(collector.sent).toHaveLength(1);
});

test('nothing is sent without cover, and what waits is sent when there is', async () => {
  let covered = false;
  const { outbox, batches } = open(() => (covered ? COVER() : null));
  outbox.push(event());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(batches()).toEqual([]);
  covered = true;
  await vi.advanceTimersByTimeAsync(2100);
  expect(batches()).toEqual([1]);
});

test('while nothing may be sent, cover is not asked for with each event, and later one is enough', async () => {
  let asked = 0;
  let covered = false;
  const { outbox, batches } = open(() => {
    asked++;
    return covered ? COVER() : null;
  });
  for (let n = 0; n < 500; n++) outbox.push(event());
  await vi.advanceTimersByTimeAsync(0);
  for (let n = 0; n < 500; n++) outbox.push(event());
  expect(asked).toBeLessThan(5);
  covered = true;
  await vi.advanceTimersByTimeAsync(2000);
  expect(batches().reduce((sum, size) => sum + size, 0)).toBe(1000);
  for (let n = 0; n < 10; n++) outbox.push(event());
  await vi.advanceTimersByTimeAsync(0);
  expect(batches().at(-1)).toBe(10);
});

test('what is on the shelf is what waits: added at once, gone when it is taken, dropped or not allowed', async () => {
  const { outbox, collector, dropped } = open();
  const shelf = new Set<string>();
  const early = event();
  outbox.push(early);
  outbox.keepOn({
    add: ({ id }) => shelf.add(id),
    remove(events) {
      for (const { id } of events) shelf.delete(id);
    },
  });
  expect([...shelf]).toEqual([early.id]);
  await outbox.flush();
  expect(shelf.size).toBe(0);
  const [first, second] = [event('', 'identify'), event()];
  outbox.push(first);
  outbox.push(second);
  outbox.keep((name) => (name === 'identify' ? 'denied' : null));
  expect([...shelf]).toEqual([second.id]);
  collector.answer = () => problem(422, 'invalid');
  await outbox.flush();
  expect(shelf.size).toBe(0);
  expect(dropped).toEqual([`${first.id} denied`, `${second.id} invalid`]);
});

test('what an earlier page left is sent before what is newer, and once', async () => {
  const { outbox, collector } = open();
  const [old, left, here] = [event(), event(), event()];
  outbox.push(here);
  outbox.take([left, old, here]);
  await outbox.flush();
  expect(collector.of('/events')[0]?.body.events.map(({ id }: { id: string }) => id)).toEqual(
    [old, left, here].map(({ id }) => id).sort(),
  );
});
