import { install } from './install.mjs';

/** What every command here needs first: the packages, and the builds. Throws one sentence. */
export async function prepare(say = console.log) {
  const problem = await install(say);
  if (problem) throw new Error(problem);
  const { build } = await import('./builds.mjs');
  say('Building what has changed …');
  if (!(await build(say))) throw new Error('The build failed; what is wrong is said above.');
}
