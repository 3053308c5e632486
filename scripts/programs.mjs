// Runs the programs of a folder of test/, one after the other: the benchmarks and the long trials.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';

/**
 * Runs every `*{ending}` in `folder`, or those whose names are asked for; what begins with `-` is handed to them.
 * Answers the exit code: that of the first program that failed.
 */
export async function runPrograms({ folder, ending, args }) {
  const files = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  const all = files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  const asked = args.filter((arg) => !arg.startsWith('-'));
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0 || all.length === 0) {
    console.error(
      `${folder} has no ${unknown.join(', ') || 'programs'}; there is: ${all.join(', ') || 'nothing'}.`,
    );
    return 64;
  }
  await prepare();
  let worst = 0;
  for (const name of asked.length > 0 ? asked : all) {
    console.log(`\n── ${name} ──`);
    const flags = args.filter((arg) => arg.startsWith('-'));
    worst ||= await run({ command: process.execPath, args: [join(root, folder, name + ending), ...flags] });
  }
  return worst;
}
