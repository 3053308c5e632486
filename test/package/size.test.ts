import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { brotli, sdkAlone } from '../../scripts/size.mjs';
import { demoScript } from './demo-script.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../packages/${path}`, import.meta.url)), 'utf8');

// A number alone would also be kept by an empty file.
const SMALLEST = 1_000;

test('the script with the demo policy, first layer and two languages inside is at most 10 KB', async () => {
  const bytes = (await demoScript()).length;
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(10_240);
});

test('createSayso imported alone is at most 5.5 KB', async () => {
  const bytes = brotli(await sdkAlone());
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(5_632);
});

test('the preferences, loaded when opened, are at most 6 KB', () => {
  const bytes = brotli(read('banner/dist/preferences.bundle.js'));
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(6_144);
});

test('the script has exactly one place for its settings', () => {
  expect(read('sdk/dist/script.js').split('__SAYSO_CONFIG__')).toHaveLength(2);
  expect(read('sdk/dist/script.js')).not.toContain('__SAYSO_BUILD__');
});
