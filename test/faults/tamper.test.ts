import { expect, test } from 'vitest';
import { KINDS, tamperTrial } from './tamper.mjs';

test('60 random changes to rows, tiles, checkpoints, receipts and keys: sayso verify finds each', async () => {
  const { problems, kinds, receipts, seed } = await tamperTrial({ changes: 60 });
  expect(problems, `seed ${seed}`).toEqual([]);
  expect(kinds).toBe(KINDS);
  expect(receipts).toBeGreaterThan(50);
}, 180_000);
