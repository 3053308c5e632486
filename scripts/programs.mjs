// Runs the programs of folders of test/, one after the other: the benchmarks and the long trials.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';

/**
 * Runs every `*{ending}` in `folders`, or those whose names are asked for; what begins with `-` is handed to them.
 * Answers the exit code: that of the first program that failed.
 */
export async function runPrograms({ folders, ending, args }) {
  const found = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .sort()
        .filter((file) => file.endsWith(ending))
        .map((file) => /** @type {const} */ ([file.slice(0, -ending.length), join(root, folder, file)])),
    );
  const files = new Map(found);
  const all = [...files.keys()];
  const asked = args.filter((arg) => !arg.startsWith('-'));
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0 || all.length === 0) {
    console.error(
      `${folders.join(' and ')} has no ${unknown.join(', ') || 'programs'}; there is: ${all.join(', ') || 'nothing'}.`,
    );
    return 64;
  }
  await prepare();
  let worst = 0;
  for (const name of asked.length > 0 ? asked : all) {
    console.log(`\n── ${name} ──`);
    const flags = args.filter((arg) => arg.startsWith('-'));
    worst ||= await run({ command: process.execPath, args: [files.get(name), ...flags] });
  }
  return worst;
}
