import { expect, test } from 'vitest';
import { type Cell, countBy, DIMENSIONS, SMALLEST } from './stats.ts';

const cell = (count: number, over: Partial<Cell> = {}): Cell => ({
  day: '2026-11-20',
  purpose: 'analytics',
  name: 'search',
  region: 'DE',
  locale: 'de',
  count,
  ...over,
});

test('events are added up by day, region or language; an unknown one is null', () => {
  const cells = [cell(3), cell(4, { region: '' }), cell(5, { day: '2026-11-21', locale: '' })];
  const keys = DIMENSIONS.map((by) => countBy(cells, by, 1).rows.map(({ key, events }) => [key, events]));
  expect(keys).toEqual([
    [
      ['2026-11-20', 7],
      ['2026-11-21', 5],
    ],
    [
      ['DE', 8],
      [null, 4],
    ],
    [
      ['de', 7],
      [null, 5],
    ],
  ]);
});

test('nine are left out, ten are not, on however many kinds of device', () => {
  expect(countBy([cell(6), cell(4)], 'region', SMALLEST)).toMatchObject({ rows: [{ events: 10 }] });
  expect(countBy([cell(9)], 'region', SMALLEST)).toEqual({ rows: [], suppressed: true });
  expect(countBy([cell(10)], 'region', SMALLEST)).toMatchObject({
    rows: [{ events: 10 }],
    suppressed: false,
  });
});

test('no difference of two answers leads to fewer than ten', () => {
  // By region only Berlin's is small; by day it would be what is over.
  const cells = [cell(40), cell(4, { region: 'DE-BE' })];
  const total = (by: (typeof DIMENSIONS)[number]) =>
    countBy(cells, by, SMALLEST).rows.reduce((sum, { events }) => sum + events, 0);
  expect(DIMENSIONS.map(total)).toEqual([40, 40, 40]);
  // Nor do two spans of days that differ by one.
  const days = [cell(40), cell(6, { day: '2026-11-21' })];
  expect(countBy(days, 'region', SMALLEST).rows).toEqual(countBy(days.slice(0, 1), 'region', SMALLEST).rows);
});
