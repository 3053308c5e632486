import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { overload } from './overload.mjs';

test('more requests than can be stored: each is answered, choices are taken, memory stays small, and what was acknowledged is there', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sayso-overload-'));
  const { figures, problems } = await overload({ data, seconds: 6 });
  rmSync(data, { recursive: true });
  expect(problems).toEqual([]);
  expect(figures.most).toBeLessThan(300);
  expect(figures.stored).toBeGreaterThan(figures.capacity / 10);
});
