import { expect, test } from 'vitest';
import { tabsTrial } from './tabs.mjs';

test('two tabs on a bad line, closed and crashing, the collector killed: no event is lost, none is there twice', async () => {
  const { problems, counts, seed } = await tabsTrial({ events: 500 });
  expect(problems, `seed ${seed}`).toEqual([]);
  // A trial in which nothing happened would show nothing.
  expect(counts.made).toBeGreaterThanOrEqual(500);
  expect(counts.stored).toBeGreaterThan(300);
  expect(counts.kills).toBeGreaterThan(1);
  expect(counts.line.cut + counts.line.swallowed + counts.line.refused).toBeGreaterThan(5);
}, 180_000);
