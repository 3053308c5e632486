import type { SaysoEvent } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { batchOf, bytesOf, queued } from './queue.ts';

const event = (n: number, text = ''): SaysoEvent => ({ id: `${n}`, name: 'search', at: '', props: { text } });

test('at most 1,000 events and 1 MB wait; then the oldest goes, and is told', () => {
  const all = Array.from({ length: 1_100 }, (_, n) => event(n));
  const [waiting, dropped] = queued(all, [event(1_100)]);
  expect(waiting).toHaveLength(1_000);
  expect(waiting.at(-1)?.id).toBe('1100');
  expect(dropped.map(({ id }) => id)).toEqual(all.slice(0, 101).map(({ id }) => id));
  const large = Array.from({ length: 200 }, (_, n) => event(n, 'x'.repeat(7_000)));
  const [kept, gone] = queued(large, [event(200)]);
  expect(kept.length + gone.length).toBe(201);
  expect(kept.length).toBeLessThan(145);
});

test('an event is measured once, however many come after it', () => {
  let read = 0;
  const first: SaysoEvent = {
    ...event(1),
    get at() {
      read++;
      return '';
    },
  };
  let queue = [first];
  for (let n = 2; n < 100; n++) [queue] = queued(queue, [event(n)]);
  expect(batchOf(queue, 100)).toHaveLength(99);
  expect(read).toBe(1);
});

test('what an earlier page left goes before what is newer, and nothing is there twice', () => {
  const [waiting] = queued([event(3), event(5)], [event(5), event(1), event(4)]);
  expect(waiting.map(({ id }) => id)).toEqual(['1', '3', '4', '5']);
});

test('a batch is the oldest events, at most as many as asked and 60 KB, measured in bytes', () => {
  const small = Array.from({ length: 150 }, (_, n) => event(n));
  expect(batchOf(small, 100).map(({ id }) => id)).toEqual(small.slice(0, 100).map(({ id }) => id));
  // 7,000 bytes in 3,500 characters.
  const large = Array.from({ length: 20 }, (_, n) => event(n, 'é'.repeat(3500)));
  expect(batchOf(large, 100)).toHaveLength(8);
  expect(bytesOf(event(1, 'é'))).toBe(bytesOf(event(1)) + 2);
});

test('an event that does not fit keeps the ones behind it back, so that the order stays', () => {
  const mixed = [
    ...Array.from({ length: 8 }, (_, n) => event(n, 'x'.repeat(7400))),
    event(8, 'x'.repeat(7400)),
    event(9),
  ];
  expect(batchOf(mixed, 100)).toHaveLength(8);
});
