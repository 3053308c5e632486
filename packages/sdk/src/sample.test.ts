import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { newSubject } from './ids.ts';
import { rankOf } from './sample.ts';

const visitors = Array.from({ length: 10_000 }, () => rankOf(newSubject(webcrypto as Crypto)));

test('visitors stand evenly between 0 and 1: a rate keeps its share of them', () => {
  for (const rate of [0.01, 0.1, 0.5, 0.9]) {
    const share = visitors.filter((place) => place < rate).length / visitors.length;
    // Five standard deviations: once in two million runs.
    expect(Math.abs(share - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / visitors.length));
  }
  expect(visitors.every((place) => place >= 0 && place < 1)).toBe(true);
});

test('a visitor stands at the same place each time', () => {
  expect(rankOf('q83vEjRWeJCrze8SNFZ4kA')).toBe(rankOf('q83vEjRWeJCrze8SNFZ4kA'));
});
