// `npm run soak`: the long trials in test/faults (kill -9 under load, and the like), and in a real store. `-- NAME` for one.
import { requireNode } from './node-version.mjs';

requireNode();
const { runPrograms } = await import('./programs.mjs');
try {
  const args = process.argv.slice(2);
  process.exitCode = await runPrograms({ folders: ['test/faults', 'test/shops'], ending: '.soak.mjs', args });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
