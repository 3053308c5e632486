// `npm run bench`: the benchmarks in test/bench, each against its baseline in the same run. `-- sdk` for one.
import { requireNode } from './node-version.mjs';

requireNode();
const { runPrograms } = await import('./programs.mjs');
try {
  const args = process.argv.slice(2);
  process.exitCode = await runPrograms({ folders: ['test/bench'], ending: '.mjs', args });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
