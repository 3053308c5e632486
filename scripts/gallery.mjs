// `npm run gallery`: takes the pictures of docs/gallery anew, every state in every look.
import { requireNode } from './node-version.mjs';

requireNode();
const { join } = await import('node:path');
const { root, run } = await import('./run.mjs');
const { prepare } = await import('./prepare.mjs');
try {
  await prepare();
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project=gallery'];
  process.exitCode = await run({ command: process.execPath, args: vitest }, { env: { SAYSO_GALLERY: '1' } });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
