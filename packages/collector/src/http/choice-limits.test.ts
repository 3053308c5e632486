import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createChoiceLimits } from './choice-limits.ts';
import type { Request } from './context.ts';

const NOW = Date.UTC(2026, 10, 21);
const from = (address: string, site = 'shop'): Request =>
  ({
    get: (name: string) => (name === 'facts' ? { address } : { site: { id: site } }),
  }) as unknown as Request;
const limits = (rate: number) => {
  const lines: string[] = [];
  return {
    lines,
    ...createChoiceLimits(
      rate,
      createLog(
        (line) => void lines.push(line),
        () => NOW,
      ),
    ),
  };
};
const taken = (count: number, ask: (i: number) => number | null): number =>
  Array.from({ length: count }, (_, i) => ask(i)).filter((wait) => wait === null).length;

test('an address makes 20 choices at once, and a site as many as forty of its rates', () => {
  const { choice } = limits(10);
  expect(taken(30, () => choice(from('203.0.113.7'), NOW))).toBe(20);
  expect(choice(from('203.0.113.8', 'other'), NOW)).toBeNull();
  expect(taken(1_000, (i) => choice(from(`203.0.${i >> 8}.${i & 255}`), NOW))).toBe(380);
  expect(choice(from('198.51.100.1', 'other'), NOW)).toBeNull();
  expect(choice(from('198.51.100.1'), NOW + 1_000)).toBeNull();
});

test('a flood of new subjects waits, and is told in the log once in ten minutes', () => {
  const { newSubject, lines } = limits(50);
  expect(taken(20_100, () => newSubject(from('203.0.113.7'), NOW))).toBe(20_000);
  expect(newSubject(from('203.0.113.7', 'other'), NOW)).toBeNull();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', code: 'subjects', site: 'shop' },
  ]);
  expect(taken(30_000, () => newSubject(from('203.0.113.7'), NOW + 600_000))).toBe(20_000);
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('203.0.113.7');
});

test('with --rate 0 nothing waits', () => {
  const { choice, newSubject } = limits(0);
  expect(taken(5_000, () => choice(from('203.0.113.7'), NOW))).toBe(5_000);
  expect(taken(30_000, () => newSubject(from('203.0.113.7'), NOW))).toBe(30_000);
});
