import type { SaysoEvent } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { batchOf, bytesOf, queued } from './queue.ts';

const event = (n: number, text = ''): SaysoEvent => ({ id: `${n}`, name: 'search', at: '', props: { text } });

test('at most 500 events wait; then the oldest goes', () => {
  let queue: SaysoEvent[] = [];
  for (let n = 0; n < 600; n++) queue = queued(queue, event(n));
  expect(queue).toHaveLength(500);
  expect(queue[0]?.id).toBe('100');
  expect(queue.at(-1)?.id).toBe('599');
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
