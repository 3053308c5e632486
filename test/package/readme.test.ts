import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { brotli, sdkParts } from '../../scripts/size.mjs';
import { demoScript } from './demo-script.ts';
import { blocksOf, read, root } from './documents.ts';

const README = read('README.md');
const blocks = (language: string): string[] =>
  blocksOf(README).flatMap((block) => (block.language === language ? [block.code] : []));

test('the README can be read in one go: 150 lines at most', () => {
  expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

test('the script tag and the way back are, letter for letter, what the demo store has', async () => {
  const path = new URL('../../examples/storefront/server.mjs', import.meta.url).href;
  const { createStorefront } = (await import(path)) as {
    createStorefront(options: { collector: string; site: string }): Server;
  };
  const store = createStorefront({ collector: 'https://collector.example', site: 'shop' });
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
  try {
    const { port } = store.address() as AddressInfo;
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const [tag = '', wayBack = ''] = blocks('html').map((code) => code.trim());
    expect(tag).toMatch(/^<script .*<\/script>$/);
    expect(wayBack).toMatch(/^<a .*<\/a>$/);
    expect(page).toContain(tag);
    expect(page).toContain(wayBack);
  } finally {
    store.close();
    store.closeAllConnections();
  }
});

test('the code for npm is right by the types that the packages publish', { timeout: 60_000 }, () => {
  const [code = ''] = blocks('ts');
  expect(code).toContain("from '@sayso/sdk'");
  expect(problemsOf(code)).toEqual([]);
  // The check finds what it is there to find.
  expect(problemsOf(code.replace('track(', 'trace('))).toHaveLength(1);
});

/** Compiles code as if it were a store's own file. */
function problemsOf(code: string): string[] {
  const name = join(root, 'test/package/of-the-readme.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? code : readFile(file));
  host.getSourceFile = (file, version) =>
    file === name ? ts.createSourceFile(file, code, version) : getSourceFile(file, version);
  const program = ts.createProgram([name], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

test('the sizes in the README are the measured ones, within 2 %', { timeout: 60_000 }, async () => {
  const parts = await sdkParts();
  const measured: Record<string, number> = {
    'script tag': (await demoScript()).length,
    'what captures': brotli(read('packages/sdk/dist/capture.bundle.js')),
    preferences: brotli(read('packages/banner/dist/preferences.bundle.js')),
    '`createSayso`': brotli(parts.first),
    '… what it loads': brotli(parts.later),
    '… what else': brotli(parts.sources),
  };
  for (const [begin, bytes] of Object.entries(measured)) {
    const row = README.split('\n').find((line) => line.startsWith(`| ${begin}`)) ?? '';
    const said = Number(row.split('|')[2]?.replaceAll(/[, ]/g, ''));
    expect(Math.abs(said - bytes), `${begin}: ${bytes} bytes now`).toBeLessThanOrEqual(bytes * 0.02);
  }
});

test('every promise about the time before consent names the test that keeps it', () => {
  const section = README.split('\n## ').find((part) => part.startsWith('What it will not do before consent'));
  const promises = section?.trim().split(/\n- /).slice(1) ?? [];
  expect(promises.length).toBeGreaterThan(4);
  expect(promises.filter((line) => !/\]\(test\/(browser|collector)\/[\w-]+\.test\.ts\)$/.test(line))).toEqual(
    [],
  );
});
