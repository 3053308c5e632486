import { afterEach, expect, test } from 'vitest';
import { ADVERTISING, isAllowed } from './port.ts';

const polluted = Object.prototype as unknown as Record<string, unknown>;
afterEach(() => {
  delete polluted.marketing;
});

test.each<[allowed: Record<string, boolean>, ids: string[], yes: boolean]>([
  [{ analytics: true }, ['analytics'], true],
  [{ analytics: false }, ['analytics'], false],
  [{ analytics: true, health: false }, ['analytics', 'health'], false],
  [{}, ['analytics'], false],
  [{ analytics: true }, [], false],
  [{ marketing: true }, ADVERTISING, true],
  [{ marketing: true, sale: true }, ADVERTISING, true],
  [{ marketing: true, sale: false }, ADVERTISING, false],
  [{ sale: true }, ADVERTISING, false],
])('with %j, what needs %j is allowed: %s', (allowed, ids, yes) => {
  expect(isAllowed(allowed, ids)).toBe(yes);
});

test('a page that adds to every object allows nothing by it', () => {
  polluted.marketing = true;
  expect(isAllowed({}, ['marketing'])).toBe(false);
});
