import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { publint } from 'publint';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { EXPORTS } from './public-names.ts';

const root = fileURLToPath(new URL('../../packages', import.meta.url));

/** Names that an entry exports, with its types, as its declarations say. */
function declared(file: string): string[] {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: [],
  });
  const source = program.getSourceFile(file);
  const symbol = source && program.getTypeChecker().getSymbolAtLocation(source);
  const names = symbol ? program.getTypeChecker().getExportsOfModule(symbol) : [];
  return names.map(({ name }) => name).sort();
}

interface Manifest {
  name: string;
  exports: Record<string, string | { types: string; default: string }>;
  sideEffects?: boolean;
  type: string;
}
const manifest = (name: string): Manifest =>
  JSON.parse(readFileSync(`${root}/${name}/package.json`, 'utf8')) as Manifest;

const ENTRIES = ['protocol', 'sdk', 'banner', 'react', 'collector'].flatMap((name) =>
  Object.entries(manifest(name).exports).map(([path, target]) => ({
    name,
    entry: `@sayso/${name}${path.slice(1)}`,
    target,
  })),
);

test('each entry of each package is there after a build', () => {
  for (const { name, target } of ENTRIES) {
    for (const file of typeof target === 'string' ? [target] : [target.types, target.default]) {
      expect(existsSync(`${root}/${name}/${file}`), `${name} ${file}`).toBe(true);
    }
  }
});

test('each package exports exactly the names that it promises', { timeout: 120_000 }, () => {
  const found = ENTRIES.flatMap(({ name, entry, target }) =>
    typeof target === 'string' ? [] : [[entry, declared(`${root}/${name}/${target.types}`)]],
  );
  expect(Object.fromEntries(found)).toEqual(EXPORTS);
});

test('no package has a default export', () => {
  expect(Object.values(EXPORTS).flat()).not.toContain('default');
});

test('importing a package for pages does nothing, not even in a place without a page', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  for (const { name, target } of ENTRIES.filter(({ name }) => name !== 'collector')) {
    if (typeof target === 'string') continue;
    await import(pathToFileURL(`${root}/${name}/${target.default}`).href);
  }
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  for (const name of ['protocol', 'sdk', 'banner', 'react'])
    expect(manifest(name).sideEffects, name).toBe(false);
});

test('what is built for npm leaves the protocol outside, so that a store has it once', () => {
  const imported = ENTRIES.filter(({ name }) => name === 'sdk' || name === 'banner').flatMap(
    ({ name, target }) =>
      typeof target === 'string'
        ? []
        : ts.preProcessFile(readFileSync(`${root}/${name}/${target.default}`, 'utf8')).importedFiles,
  );
  const names = new Set(imported.map(({ fileName }) => fileName).filter((from) => !from.startsWith('.')));
  expect([...names]).toEqual(['@sayso/protocol']);
});

test('publint has nothing to say of any package', async () => {
  for (const name of ['protocol', 'sdk', 'banner', 'react', 'collector']) {
    const { messages } = await publint({ pkgDir: `${root}/${name}`, level: 'warning', pack: false });
    expect(messages, name).toEqual([]);
  }
});
