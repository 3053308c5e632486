import { expect, test } from 'vitest';
import { openPace } from './pace.ts';

function open() {
  const timers: (() => void)[] = [];
  const spared: number[] = [];
  const setTimeout = (run: () => void): number => timers.push(run);
  const takes = openPace({ setTimeout } as unknown as Window, (count) => spared.push(count));
  const run = (): void => {
    for (const timer of timers.splice(0)) timer();
  };
  return { takes, spared, run };
}
const any = (): object => ({});

test('a double click is one, and so is a furious one however long it goes on', () => {
  const { takes } = open();
  const button = {};
  const taken = Array.from({ length: 20 }, (_, n) => takes(button, 5000 + n * 200));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(takes(button, 5000 + 19 * 200 + 300)).toBe(true);
});

test('a hundred come through at once, and then ten a second', () => {
  const { takes } = open();
  const many = (at: number): number =>
    Array.from({ length: 300 }, () => takes(any(), at)).filter(Boolean).length;
  expect(many(0)).toBe(100);
  expect(many(1000)).toBe(10);
  expect(many(1500)).toBe(5);
  expect(many(600_000)).toBe(100);
});

test('what was too much is told of once, with its number', () => {
  const { takes, spared, run } = open();
  for (let n = 0; n < 142; n++) takes(any(), 0);
  expect(spared).toEqual([]);
  run();
  expect(spared).toEqual([42]);
  run();
  expect(spared).toEqual([42]);
});
