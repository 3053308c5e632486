import { expect, test } from 'vitest';
import { Pending } from './pending.ts';

const pending = () => {
  const written: [string, readonly number[]][] = [];
  const sums = new Pending<string>((key, amounts) => written.push([key, amounts]));
  return { sums, written };
};

test('what many jobs add is written once, before the commit', () => {
  const { sums, written } = pending();
  sums.add('a', 'a', [1, 10]);
  sums.kept();
  sums.add('a', 'a', [2, 20]);
  sums.add('b', 'b', [-1, -5]);
  sums.kept();
  expect(written).toEqual([]);
  sums.preparing();
  expect(written).toEqual([
    ['a', [3, 30]],
    ['b', [-1, -5]],
  ]);
});

test('a sum can be asked for before it is written, without what was undone', () => {
  const { sums } = pending();
  sums.add('a', 'a', [1, 10]);
  sums.kept();
  sums.add('a', 'a', [2, 20]);
  expect(sums.gained('a', 1)).toBe(30);
  sums.undone();
  expect(sums.gained('a', 1)).toBe(10);
  expect(sums.gained('b', 1)).toBe(0);
});

test('what a job that failed had added is not written, nor what was added before a transaction was lost', () => {
  const { sums, written } = pending();
  sums.add('a', 'a', [1]);
  sums.kept();
  sums.add('a', 'a', [5]);
  sums.undone();
  sums.preparing();
  expect(written).toEqual([['a', [1]]]);
  sums.ended();
  sums.preparing();
  expect(written).toHaveLength(1);
});
