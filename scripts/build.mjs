// `npm run build`: builds what has changed, and says what a visitor would download.
import { requireNode } from './node-version.mjs';

requireNode();
const { prepare } = await import('./prepare.mjs');
try {
  await prepare();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
const { sizeTable } = await import('./size.mjs');
for (const line of await sizeTable()) console.log(line);
