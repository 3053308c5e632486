import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

interface Manifest {
  name: string;
  version: string;
  engines?: { node?: string };
  license?: string;
  scripts?: Record<string, string>;
  private?: boolean;
}
const manifest = (path: string): Manifest => JSON.parse(read(path)) as Manifest;
const inFolder = (folder: string): string[] =>
  readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}/package.json`)
    // An example may be no package: a plugin in PHP is none.
    .filter((path) => existsSync(`${root}/${path}`));
const packages = inFolder('packages');
const all = ['package.json', ...packages, ...inFolder('examples')];

test('the lockfile names no registry, so that it installs from any', () => {
  const lock = read('package-lock.json');
  expect(lock).not.toMatch(/"resolved": "(?!packages\/|examples\/)/);
  expect(lock).not.toMatch(/https?:\/\/[^"]*(registry|npmjs\.org|\.tgz)/);
});

interface Locked {
  integrity?: string;
  link?: boolean;
  optional?: boolean;
  os?: string[];
  optionalDependencies?: Record<string, string>;
}
const { packages: locked } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };

test('the lockfile has a hash for each package that it does not hold itself', () => {
  // A build tool's files for another platform are held by their exact version where the registry at hand had none.
  const foreign = Object.entries(locked).filter(
    ([path, { link, optional, os }]) => path.includes('node_modules/') && !link && !(optional && os),
  );
  expect(foreign.length).toBeGreaterThan(50);
  expect(
    foreign.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([]);
});

test('the lockfile is whole: `npm ci` refuses one that lacks what another platform wants', () => {
  // npm drops these when it writes the file where they can't be fetched: bring them back from git.
  const missing = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !locked[`node_modules/${name}`] && !locked[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('every package says which Node it needs, the same everywhere', () => {
  for (const path of all) expect(manifest(path).engines?.node, path).toBe('>=20.19');
});

test('all packages have one version and one licence', () => {
  const { version } = manifest('package.json');
  for (const path of packages) expect(manifest(path), path).toMatchObject({ version, license: 'Apache-2.0' });
  expect(read('LICENSE')).toMatch(/Apache License\s+Version 2\.0, January 2004/);
});

test('no package of ours runs anything when it is installed', () => {
  for (const path of all) {
    const hooks = Object.keys(manifest(path).scripts ?? {}).filter((name) =>
      /^(pre|post)?install$|^prepare$/.test(name),
    );
    expect(hooks, path).toEqual([]);
  }
});
