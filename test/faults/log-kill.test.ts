import { expect, test } from 'vitest';
import { logKillTrial } from './log-kill.mjs';

test('5 times kill -9 while the log grows: it is whole each time, and nothing is missing in it or there twice', async () => {
  const { problems, entries, size, seed } = await logKillTrial({ kills: 5 });
  expect(problems, `seed ${seed}`).toEqual([]);
  expect(entries).toBeGreaterThan(20);
  expect(size).toBeGreaterThanOrEqual(entries);
}, 120_000);
