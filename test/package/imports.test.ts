import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isOneOf, LAYERS } from './layers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const IGNORED = /(^|\/)(node_modules|dist|migrations|vectors)\//;

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js|css)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !IGNORED.test(file));

const all = ['packages', 'examples', 'test', 'scripts'].flatMap(filesIn);
const isTest = (file: string): boolean => file.endsWith('.test.ts');
const isCode = (file: string): boolean => /\.(ts|mjs)$/.test(file);
const lines = (file: string): number => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;

const nameOf = (file: string): string => file.replace(/^packages\//, '');

/** What a file imports: statically, for types only, by re-export or dynamically. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? nameOf(posix.join(dirname(file), fileName)) : fileName,
  );
}

/** Rules broken by one file, in words. */
function broken(file: string, imports: readonly string[]): string[] {
  const row = LAYERS.find(({ files }) => isOneOf(nameOf(file), [files]));
  if (!row) return [`${file}: no row of layers.ts claims this file`];
  const { may, never = [] } = row;
  return imports
    .filter((name) => !isOneOf(name, may) || isOneOf(name, never))
    .map((name) => `${file} imports ${name}`);
}

const inLayers = all.filter((file) => isCode(file) && !isTest(file) && !file.includes('/bin/'));

test('imports flow one way, and every file has its place', () => {
  expect(inLayers.length).toBeGreaterThan(50);
  expect(inLayers.flatMap((file) => broken(file, importsOf(file)))).toEqual([]);
});

test('the rows find what they are there to find', () => {
  const planted: ReadonlyArray<readonly [file: string, name: string]> = [
    ['packages/protocol/src/decide.ts', 'node:fs'],
    ['packages/protocol/src/decide.ts', '@sayso/sdk'],
    ['packages/protocol/src/index.ts', 'protocol/src/law/index.ts'],
    ['packages/sdk/src/script.ts', '@sayso/protocol/law'],
    ['packages/banner/src/view.ts', '@sayso/protocol/law'],
    ['packages/sdk/src/gate.ts', 'sdk/src/transport.ts'],
    ['packages/sdk/src/gate.ts', 'sdk/src/storage.ts'],
    ['packages/sdk/src/sayso.ts', '@sayso/banner'],
    ['packages/sdk/src/capture/click.ts', 'sdk/src/queue.ts'],
    ['packages/sdk/src/script.ts', '@sayso/collector'],
    ['packages/sdk/src/connections/google.ts', '@iabgpp/cmpapi'],
    ['packages/sdk/src/elements/gate.ts', 'sdk/src/sayso.ts'],
    ['packages/react/src/gate.ts', '@sayso/sdk'],
    ['packages/react/src/gate.ts', 'react-dom'],
    ['packages/banner/src/view.ts', '@sayso/sdk'],
    ['packages/banner/src/view.ts', 'sdk/src/state.ts'],
    ['packages/collector/src/enforce.ts', 'collector/src/store/port.ts'],
    ['packages/collector/src/enforce.ts', 'hono'],
    ['packages/collector/src/routes/events.ts', 'better-sqlite3'],
    ['packages/collector/src/routes/events.ts', 'collector/src/store/sqlite/store.ts'],
    ['packages/collector/src/store/port.ts', 'hono'],
    ['packages/collector/src/store/port.ts', 'collector/src/enforce.ts'],
    ['examples/storefront/server.mjs', 'sdk/src/sayso.ts'],
    ['test/browser/shop.ts', 'collector/src/app.ts'],
    ['packages/new/src/file.ts', 'node:fs'],
  ];
  for (const [file, name] of planted) expect(broken(file, [name]), `${file} → ${name}`).toHaveLength(1);
});

test('nothing in a package imports the collector, nor reaches into another package by path', () => {
  const sources = all.filter((file) => file.startsWith('packages/') && isCode(file));
  const found = sources.flatMap((file) => {
    const home = nameOf(file).split('/')[0];
    return importsOf(file)
      .filter(
        (name) =>
          /^@sayso\/collector/.test(name) || /^(protocol|sdk|banner|react|collector)\/src\//.test(name),
      )
      .filter((name) => !name.startsWith(`${home}/`))
      .map((name) => `${file} imports ${name}`);
  });
  expect(found).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  expect(all.filter((file) => lines(file) > 250).map((file) => `${file}: ${lines(file)}`)).toEqual([]);
});

test('no file is named for what could be anything', () => {
  const vague = /\/(utils?|helpers?|common|types|shared|misc|constants)(\.[a-z.]+|\/)/;
  expect(all.filter((file) => vague.test(file))).toEqual([]);
});

/** What is still imported when the types are gone. Two files may know each other's types. */
function runtimeImportsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^(import|export) type\s[^;]*;/gm, '');
  return ts
    .preProcessFile(text)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => nameOf(posix.join(dirname(file), fileName)));
}

test('no import leads back to where it came from', () => {
  const graph = new Map(all.filter(isCode).map((file) => [nameOf(file), runtimeImportsOf(file)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) cycles.push([...path.slice(path.indexOf(name)), name].join(' → '));
    if (done.has(name) || path.includes(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  expect(cycles).toEqual([]);
});
