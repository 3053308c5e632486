import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PolicyError, parsePolicy } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { brotli, sdkAlone, sdkParts, withHeadless } from '../../scripts/size.mjs';
import { demoScript } from './demo-script.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../packages/${path}`, import.meta.url)), 'utf8');

const dist = (name: string): string => fileURLToPath(new URL(`../../packages/${name}/dist`, import.meta.url));
const demoPolicy = () => JSON.parse(read('collector/demo/policy.json'));
const refusal = (policy: unknown): PolicyError[] => {
  const parsed = parsePolicy(policy);
  return 'errors' in parsed ? parsed.errors : [];
};

// A number alone would also be kept by an empty file.
const SMALLEST = 1_000;

test('the script with the demo policy, first layer and two languages inside is at most 10 KB', async () => {
  const bytes = (await demoScript()).length;
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(10_240);
});

test('createSayso imported alone is at most 5.5 KB', { timeout: 60_000 }, async () => {
  const bytes = brotli(await sdkAlone());
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(5_632);
});

test.each<[string, ('first' | 'later' | 'sources')[], number]>([
  ['createSayso and what captures', ['first', 'later'], 11_264],
  ['createSayso with every source there is', ['first', 'later', 'sources'], 17_664],
])('%s, however it is split, is within its budget', { timeout: 60_000 }, async (_name, shape, most) => {
  const parts = await sdkParts();
  const bytes = shape.reduce((sum, part) => sum + brotli(parts[part]), 0);
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(most);
});

test('the preferences, loaded when opened, are at most 6 KB', () => {
  const bytes = brotli(read('banner/dist/preferences.bundle.js'));
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(6_144);
});

test.each([
  ['check', 'a receipt is checked'],
  ['verify', 'the page /verify is opened'],
])('%s.js, loaded when %s, is at most 4 KB', (name) => {
  const bytes = brotli(read(`banner/dist/${name}.bundle.js`));
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(4_096);
});

test('a store that draws its own banner adds at most 1.5 KB to createSayso', {
  timeout: 60_000,
}, async () => {
  const more = brotli(await withHeadless()) - brotli(await sdkAlone());
  expect(more).toBeGreaterThan(500);
  expect(more).toBeLessThanOrEqual(1_536);
});

test('what captures, loaded once something is allowed, is at most 5.7 KB', () => {
  const bytes = brotli(read('sdk/dist/capture.bundle.js'));
  expect(bytes).toBeGreaterThan(SMALLEST);
  expect(bytes).toBeLessThanOrEqual(5_836);
});

const SOURCES = readdirSync(dist('sdk')).filter((file) =>
  /^(sources|(source|products)-[\w-]+)\.bundle\.js$/.test(file),
);

test('there is a file for each source that a policy can name, but for those that are always there', () => {
  const [error] = refusal({ ...demoPolicy(), capture: { sources: ['nobody'] } });
  const known = /one of (.*), got/.exec(error?.message ?? '')?.[1]?.split(', ') ?? [];
  const files = SOURCES.flatMap((file) => /^source-(\w+)/.exec(file)?.[1] ?? []);
  expect([...files, 'page', 'click', 'markup'].sort()).toEqual(known.sort());
});

test.each(SOURCES)('%s, loaded only where the policy names it, is at most 1 KB', (file) => {
  const code = read(`sdk/dist/${file}`);
  expect(brotli(code)).toBeGreaterThan(100);
  expect(brotli(code)).toBeLessThanOrEqual(1_024);
  // What it needs besides is beside it.
  for (const [, path] of code.matchAll(/import\(["']([^"']*)["']\)/g)) {
    expect(SOURCES).toContain(`${/^\.\/(.*)\.js$/.exec(path ?? '')?.[1]}.bundle.js`);
  }
  expect(code).not.toMatch(/\bimport\b(?!\()/);
});

test.each(['capture.bundle.js', ...SOURCES])(
  '%s reads nothing that somebody typed, and no fingerprint',
  (file) => {
    const code = read(`sdk/dist/${file}`);
    expect(code).not.toMatch(
      /\.(value|defaultValue|valueAsNumber|checked|selectedOptions|selectedIndex|files|innerText|outerText|clipboardData|key|keyCode)\b(?!\()/,
    );
    expect(code).not.toMatch(/FormData|getSelection|execCommand|clipboard/);
    expect(code).not.toMatch(
      /getContext|toDataURL|AudioContext|deviceMemory|hardwareConcurrency|getBattery|\.plugins|userAgent|\bscreen\b|\.fonts|RTCPeer|getVoices/,
    );
  },
);

test('the script has exactly one place for its settings', () => {
  expect(read('sdk/dist/script.js').split('__SAYSO_CONFIG__')).toHaveLength(2);
  expect(read('sdk/dist/script.js')).not.toContain('__SAYSO_BUILD__');
});

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

/** With a library in it. */
const HEAVY = 'connect-gpp.bundle.js';

test('the connection that answers __gpp is one file of at most 16 KB with the library of the IAB', () => {
  const code = read(`sdk/dist/${HEAVY}`);
  expect(brotli(code)).toBeGreaterThan(SMALLEST);
  expect(brotli(code)).toBeLessThanOrEqual(16_384);
  expect(code).not.toMatch(/\bimport\b/);
  expect(code).not.toMatch(/\beval\(|new Function\b/);
});

const LIGHT = CONNECTIONS.filter((file) => file !== HEAVY);

test.each(LIGHT)('%s, loaded only where the policy names it, is at most 1 KB and one file', (file) => {
  const code = read(`sdk/dist/${file}`);
  expect(brotli(code)).toBeGreaterThan(200);
  expect(brotli(code)).toBeLessThanOrEqual(1_024);
  expect(code).not.toMatch(/\bimport\b/);
});
