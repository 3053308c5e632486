import { DAY, toTime } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { acceptable, comingChange, comingPolicy, currentPolicy, versionsCurrentWithin } from './current.ts';

const T = Date.UTC(2026, 0, 1);
/** Days after the first of January on which each version was published and took effect. */
const history = (...days: [published: number, effective: number, materialSince?: number][]) =>
  days.map(([published, effective, materialSince = 1], i) => ({
    version: i + 1,
    materialSince,
    publishedAt: toTime(T + published * DAY),
    effectiveAt: toTime(T + effective * DAY),
  }));
const on = (day: number): number => T + day * DAY;

describe('the version in effect', () => {
  const versions = history([0, 0], [10, 40, 2], [50, 50, 2]);

  test.each([
    [-1, undefined],
    [0, 1],
    [39.99, 1],
    [40, 2],
    [49.99, 2],
    [50, 3],
    [5_000, 3],
  ])('on day %d is %s', (day, version) => expect(currentPolicy(versions, on(day))?.version).toBe(version));

  test('is known ahead once it is published', () => {
    const waiting = versions.slice(0, 2);
    expect(comingPolicy(waiting, on(20))?.version).toBe(2);
    expect(comingPolicy(waiting, on(40))).toBeNull();
    expect(comingPolicy([], on(0))).toBeNull();
  });

  test('is announced while it is to come, if it is a material one', () => {
    const waiting = versions.slice(0, 2);
    expect(comingChange(waiting, on(20))).toEqual({ version: 2, effectiveAt: toTime(on(40)) });
    expect(comingChange(waiting, on(40))).toBeNull();
    expect(comingChange(history([0, 0], [10, 40]), on(20))).toBeNull();
    // One that tightens replaced it, so nothing is to come.
    expect(comingChange(history([0, 0], [10, 40, 2], [20, 20]), on(20))).toBeNull();
  });

  test('is never one that was replaced before it took effect', () => {
    const replaced = history([0, 0], [10, 40, 2], [20, 20]);
    expect([10, 20, 40, 41].map((day) => currentPolicy(replaced, on(day))?.version)).toEqual([1, 3, 3, 3]);
    expect(versionsCurrentWithin(replaced, on(41), 100 * DAY).map((p) => p.version)).toEqual([3, 1]);
  });

  test('stays the old one while a replacement waits too', () => {
    const twice = history([0, 0], [10, 40, 2], [20, 50, 3]);
    expect([39, 45, 50].map((day) => currentPolicy(twice, on(day))?.version)).toEqual([1, 1, 3]);
  });
});

describe('a page that names a version', () => {
  const minor = history([0, 0], [10, 10]);
  const material = history([0, 0], [10, 40, 2]);

  test('may name the current one, and for 24 hours the one before', () => {
    expect([1, 2].map((version) => acceptable(minor, version, on(10.5)))).toEqual([true, true]);
    expect([1, 2].map((version) => acceptable(minor, version, on(11)))).toEqual([false, true]);
  });

  test('must name the new one at once after a material change', () => {
    expect([1, 2].map((version) => acceptable(material, version, on(39)))).toEqual([true, false]);
    expect([1, 2].map((version) => acceptable(material, version, on(40)))).toEqual([false, true]);
  });

  test.each([0, 3, -1, 1.5, Number.NaN])('can not name version %d, which does not exist', (version) =>
    expect(acceptable(minor, version, on(10.5))).toBe(false),
  );

  test('can name nothing where there is no policy', () => expect(acceptable([], 1, on(0))).toBe(false));
});
