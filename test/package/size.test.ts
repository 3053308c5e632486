import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PolicyError, parsePolicy } from '@sayso/protocol';
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

const dist = (name: string): string => fileURLToPath(new URL(`../../packages/${name}/dist`, import.meta.url));
const demoPolicy = () => JSON.parse(read('collector/demo/policy.json'));
const refusal = (policy: unknown): PolicyError[] => {
  const parsed = parsePolicy(policy);
  return 'errors' in parsed ? parsed.errors : [];
};
const CONNECTIONS = readdirSync(dist('sdk')).filter((file) => /^connect-\w+\.bundle\.js$/.test(file));

test('there is a file for each connection that a policy can name', () => {
  const all = Object.fromEntries(CONNECTIONS.map((file) => [file.split(/[-.]/)[1], true]));
  const { controller, purposes, regimes } = demoPolicy();
  expect(parsePolicy({ controller, purposes, regimes, connections: all })).toMatchObject({
    policy: { connections: all },
  });
  const [error] = refusal({ controller, purposes, regimes, connections: { nobody: true } });
  const known = /known here: (.*)$/.exec(error?.message ?? '')?.[1]?.split(', ');
  expect(Object.keys(all).sort()).toEqual(known?.sort());
});

test.each(CONNECTIONS)('%s, loaded only where the policy names it, is at most 1 KB and one file', (file) => {
  const code = read(`sdk/dist/${file}`);
  expect(brotli(code)).toBeGreaterThan(200);
  expect(brotli(code)).toBeLessThanOrEqual(1_024);
  expect(code).not.toMatch(/\bimport\b/);
});
