import { expect, test } from 'vitest';
import { random } from './random.ts';

test('no random bytes are given twice, over many fillings of the pool', () => {
  const given = Array.from({ length: 5_000 }, () => random(12).toString('hex'));
  expect(new Set(given).size).toBe(given.length);
  expect(given.every((text) => text.length === 24 && !/^0+$/.test(text))).toBe(true);
});

test('what was given is the taker’s own: no later call changes it', () => {
  const mine = random(32);
  const before = Buffer.from(mine);
  for (let i = 0; i < 1_000; i++) random(32).fill(0);
  expect(mine).toEqual(before);
});
