import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { locked } from './lock.mjs';
import { root } from './run.mjs';

/** What every command here needs first: the packages, and the builds. Throws one sentence. */
export async function prepare(say = console.log) {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  // Two `npm ci` in one folder would wipe each other.
  const problem = await locked(join(cache, 'install.lock'), say, () => install(say));
  if (problem) throw new Error(problem);
  const { build } = await import('./builds.mjs');
  say('Building what has changed …');
  if (!(await build(say))) throw new Error('The build failed; what is wrong is said above.');
}
