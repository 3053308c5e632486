// Builds what is not up to date. Everything is made in .cache/build and moved into dist file by
// file, so that whoever reads dist at the same time never sees half of it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locked } from './lock.mjs';
import { root } from './run.mjs';

const at = (...parts) => join(root, ...parts);
const cache = at('.cache');
const work = join(cache, 'build');

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
        .sort()
    : [];

const sourcesOf = (name) => [
  ...filesIn(at('packages', name, 'src')).filter((file) => !file.endsWith('.test.ts')),
  ...['package.json', 'tsconfig.json', 'tsconfig.build.json'].map((file) => at('packages', name, file)),
];

// What every build depends on.
const ground = () =>
  ['package-lock.json', 'tsconfig.json', 'rollup.config.mjs', 'scripts/builds.mjs'].map((file) => at(file));

/** A short hash of the given packages' sources and of what builds them. The same sources give the same hash. */
export function sourceHash(names) {
  const hash = createHash('sha256');
  for (const file of [...names.flatMap(sourcesOf), ...ground()]) {
    if (existsSync(file))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

// In this order: the declarations of one are needed by the next.
const TARGETS = [
  { name: 'protocol', from: ['protocol'], make: [tsc('protocol', [])] },
  {
    name: 'banner',
    from: ['protocol', 'banner'],
    make: [
      tsc('banner', ['--emitDeclarationOnly']),
      roll('banner:npm'),
      roll('banner:texts'),
      roll('banner:preferences'),
      roll('banner:check'),
      roll('banner:verify'),
      roll('banner:guard'),
      roll('banner:announced'),
      roll('banner:mend'),
    ],
  },
  {
    name: 'sdk',
    from: ['protocol', 'banner', 'sdk'],
    make: [
      tsc('sdk', ['--emitDeclarationOnly']),
      roll('sdk:npm'),
      roll('sdk:script', checkScript),
      roll('sdk:capture'),
      roll('sdk:offline'),
      roll('sdk:sources'),
      roll('sdk:embeds'),
      roll('sdk:audit'),
      roll('sdk:debug'),
      roll('sdk:connections'),
    ],
  },
  {
    name: 'react',
    from: ['protocol', 'sdk', 'react'],
    make: [tsc('react', ['--emitDeclarationOnly']), roll('react:npm')],
  },
  { name: 'collector', from: ['protocol', 'collector'], make: [tsc('collector', [])] },
];

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('close', (code) => resolve({ code, said }));
  });

function tsc(name, flags) {
  return async (out) => {
    const args = [
      '-p',
      at('packages', name, 'tsconfig.build.json'),
      '--outDir',
      out,
      '--pretty',
      'false',
      ...flags,
    ];
    const { code, said } = await run([at('node_modules/typescript/bin/tsc'), ...args]);
    return code === 0 ? [] : [said.trim()];
  };
}

function roll(key, check = () => []) {
  return async (out) => {
    const { builds } = await import(pathToFileURL(at('rollup.config.mjs')).href);
    const { rollup } = await import('rollup');
    const { output, ...input } = builds(sourceHash(['protocol', 'banner', 'sdk']))[key];
    const problems = [];
    // tsc has the last word on types: what the plugin says of them is not heard. Others' cycles are theirs.
    const onLog = (_level, { plugin, code, ids = [], message }) => {
      const theirs = code === 'CIRCULAR_DEPENDENCY' && ids.every((id) => id.includes('node_modules'));
      if (plugin !== 'typescript' && !theirs) problems.push(message);
    };
    try {
      const made = await rollup({ ...input, onLog });
      const { output: chunks } = await made.generate(output);
      await made.close();
      mkdirSync(out, { recursive: true });
      for (const chunk of chunks) {
        writeFileSync(join(out, chunk.fileName), chunk.type === 'chunk' ? chunk.code : chunk.source);
        if (chunk.type === 'chunk') problems.push(...check(chunk.code));
      }
    } catch (error) {
      problems.push(error.message);
    }
    return problems;
  };
}

// The collector puts the site's settings in place of this one name.
function checkScript(code) {
  const times = code.split('__SAYSO_CONFIG__').length - 1;
  return times === 1
    ? []
    : [`script.js must contain __SAYSO_CONFIG__ exactly once; it is there ${times} times`];
}

/** Makes `dist` what `made` is, changing only the files that differ. What a failed build did not make stays. */
function moveInto(dist, made, isWhole) {
  const wanted = new Set(filesIn(made).map((file) => relative(made, file)));
  for (const file of wanted) {
    const target = join(dist, file);
    if (existsSync(target) && readFileSync(target).equals(readFileSync(join(made, file)))) continue;
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(made, file), target);
  }
  if (!isWhole) return;
  for (const file of filesIn(dist)) if (!wanted.has(relative(dist, file))) rmSync(file);
}

/** Builds all packages. `say` is told what happens; the answer is whether all went well. */
export async function build(say = console.log) {
  mkdirSync(cache, { recursive: true });
  return locked(join(cache, 'build.lock'), say, async () => {
    let well = true;
    let built = 0;
    for (const target of TARGETS) {
      const stampFile = join(cache, `built-${target.name}`);
      const dist = at('packages', target.name, 'dist');
      const stamp = sourceHash(target.from);
      if (existsSync(dist) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
      const began = Date.now();
      const made = join(work, target.name);
      rmSync(made, { recursive: true, force: true });
      mkdirSync(made, { recursive: true });
      const problems = [];
      for (const step of target.make) problems.push(...(await step(made)));
      moveInto(dist, made, problems.length === 0);
      built += 1;
      if (problems.length === 0) {
        writeFileSync(stampFile, stamp);
        say(`  ${target.name} built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
      } else {
        rmSync(stampFile, { force: true });
        well = false;
        say(`  ${target.name} does not build:\n${problems.join('\n').replace(/^/gm, '    ')}`);
      }
    }
    rmSync(work, { recursive: true, force: true });
    if (built === 0) say('  everything is up to date');
    return well;
  });
}
