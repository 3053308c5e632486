import { expect, test } from 'vitest';
import { killTrial } from './driver.mjs';

test('20 times kill -9 under load: nothing acknowledged is missing, nothing is there twice, the database opens', async () => {
  const { problems, counts, seed } = await killTrial({ kills: 20 });
  expect(problems, `seed ${seed}`).toEqual([]);
  // A trial in which nothing happened would show nothing.
  expect(counts.events).toBeGreaterThan(100);
  expect(counts.receipts).toBeGreaterThan(20);
  expect(counts.refused).toBeGreaterThan(50);
  expect(counts.repeated).toBeGreaterThan(5);
}, 120_000);
