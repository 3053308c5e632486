import { expect, test } from 'vitest';
import { brotli, sdkParts } from '../../scripts/size.mjs';

test('the Shopify pixel is at most 6.5 KB, one file, and has no word for what it must not touch', {
  timeout: 60_000,
}, async () => {
  const { first, later } = await sdkParts(`export { openPixel } from './shopify-pixel/index.ts';`);
  expect(brotli(first)).toBeGreaterThan(1_000);
  expect(brotli(first)).toBeLessThanOrEqual(6_656);
  expect(later + first).not.toMatch(/\bimport\b/);
  expect(first).not.toMatch(/Storage|Beacon|indexedDB|document\.cookie|cookie\.set|setItem/);
  expect(first).not.toMatch(
    /clientId|\.email|phone|Address|firstName|lastName|zip|properties|attributes|token|\.value\b/,
  );
});
