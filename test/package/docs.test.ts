import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EVENTS, PROBLEMS, REFUSALS } from '@sayso/protocol';
import * as law from '@sayso/protocol/law';
import { expect, test } from 'vitest';
import { lawTable, withTable } from '../../scripts/law-page.mjs';
import { anchorsOf, blocksOf, DOCUMENTS, read, root } from './documents.ts';

const texts = DOCUMENTS.map((path) => ({ path, text: read(path) }));
const sayso = (...words: string[]) =>
  spawnSync(process.execPath, [join(root, 'packages/collector/bin/sayso.js'), ...words], {
    encoding: 'utf8',
  });

/** Where a document points to inside the repository, code left out. */
const linksOf = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

test('every link of the documents leads to a file and a heading that are there', () => {
  let links = 0;
  const broken = texts.flatMap(({ path, text }) =>
    linksOf(text).flatMap((target) => {
      links += 1;
      const [file = '', anchor] = target.split('#');
      const there = file ? join(dirname(path), file) : path;
      if (!existsSync(join(root, there))) return [`${path}: ${target}`];
      return anchor && !anchorsOf(read(there)).includes(anchor) ? [`${path}: ${target}`] : [];
    }),
  );
  expect(links).toBeGreaterThan(80);
  expect(broken).toEqual([]);
});

test('every npm script and every file that a document tells to run is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const code = texts.flatMap(({ text }) => [
    ...[...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words),
    ...blocksOf(text).flatMap((block) => block.code.split('\n')),
  ]);
  const named = code.flatMap((line) => /^npm (?:run )?(\w+)/.exec(line)?.[1] ?? []);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !Object.hasOwn(scripts, name) && name !== 'install')).toEqual([]);
  const files = texts.flatMap(({ text }) => [
    ...text.matchAll(/(?:node|vitest run --project \w+) ((?:[\w.-]+\/)+[\w.-]+)/g),
  ]);
  expect(files.length).toBeGreaterThan(2);
  expect(files.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('every sayso command in a block of code is one that there is', { timeout: 60_000 }, () => {
  const lines = texts.flatMap(({ text }) => blocksOf(text).flatMap(({ code }) => code.split('\n')));
  const commands = new Set(
    lines.flatMap((line) => {
      const [, words] =
        /^npx (?:-p @sayso\/collector )?sayso ((?:site|policy) [a-z]+|[a-z]+)/.exec(line) ?? [];
      return words ? [words] : [];
    }),
  );
  expect(commands.size).toBeGreaterThanOrEqual(4);
  for (const words of commands) expect(sayso(...words.split(' '), '--help').status, words).toBe(0);
});

test('operating.md names the options that `sayso serve` has, and no others', () => {
  const options = (text: string): string[] => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort();
  const table = read('docs/operating.md')
    .split('\n## ')
    .find((part) => part.startsWith('Options of'));
  expect(options(table ?? '')).toEqual(options(sayso('serve', '--help').stdout));
});

test('http.md has every error code with its status, and every reason of a refused event', () => {
  const http = read('docs/http.md');
  // A method that is not there is not found.
  const unused = ['method-not-allowed'];
  for (const [code, status] of Object.entries(PROBLEMS).filter(([code]) => !unused.includes(code))) {
    const row = http.split('\n').find((line) => line.startsWith(`| ${status} |`));
    expect(row, `${code} ${status}`).toContain(`\`${code}\``);
  }
  for (const reason of REFUSALS) expect(http).toContain(`\`${reason}\``);
});

test('events.md has every event of the vocabulary with every property', () => {
  const rows = (read('docs/events.md').split('\n## Names')[1] ?? '').split('\n');
  for (const [name, shape] of Object.entries(EVENTS)) {
    const row = rows.find((line) => line.startsWith('| `') && line.includes(`\`${name}\``)) ?? '';
    for (const property of Object.keys(shape)) expect(row, name).toContain(`\`${property}\``);
  }
});

test('law.md shows the law table as it is', () => {
  const page = read('docs/law.md');
  expect(withTable(page, lawTable(law)), 'run `npm run law`').toBe(page);
  for (const { region } of law.LAWS) expect(page).toContain(`| \`${region}\` `);
});

test('every data attribute that a document names is one that the code knows', () => {
  const code = [
    'sdk/src/capture/markup.ts',
    'sdk/src/capture/path.ts',
    'sdk/src/capture/form.ts',
    'banner/src/listen.ts',
    'banner/src/page.ts',
  ]
    .map((path) => read(`packages/${path}`))
    .join();
  const named = new Set(texts.flatMap(({ text }) => text.match(/data-sayso(-[a-z]+)*/g) ?? []));
  expect(named.size).toBeGreaterThan(5);
  expect([...named].filter((name) => !code.includes(name))).toEqual([]);
});

test('no document names a folder of the machine that it was written on', () => {
  for (const { path, text } of texts)
    expect(text, path).not.toMatch(/(^|[\s`'"(])\/(work|root|home|Users|tmp)\//m);
});
