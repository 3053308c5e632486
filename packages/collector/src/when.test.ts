import { expect, test } from 'vitest';
import { parseWhen } from './when.ts';

test.each([
  ['2026-12-01', '2026-12-01T00:00:00.000Z'],
  ['2026-12-01T09:00:00Z', '2026-12-01T09:00:00.000Z'],
  ['2026-12-01T00:30:00+02:00', '2026-11-30T22:30:00.000Z'],
])('%s is %s', (text, time) => {
  expect(new Date(parseWhen(text) ?? Number.NaN).toISOString()).toBe(time);
});

test.each(['tomorrow', '2026-02-31', '1.12.2026', '', '2026-13-01'])('%j is no time', (text) => {
  expect(parseWhen(text)).toBeNull();
});
