// `npm start`: the demo. Installs and builds what is missing, starts the collector and the storefront, says where they are.
import { requireNode } from './node-version.mjs';

requireNode();
const parent = process.ppid;
const { prepare } = await import('./prepare.mjs');
const { portFrom, requireFree } = await import('./ports.mjs');
const { serveDemo } = await import('./demo.mjs');

try {
  const port = portFrom('PORT', 8787);
  const storePort = portFrom('STORE_PORT', 8080);
  if (port === storePort)
    throw new Error(`PORT and STORE_PORT are both ${port}: give them different values.`);
  await requireFree(port, 'PORT', 'the collector');
  await requireFree(storePort, 'STORE_PORT', 'the storefront');
  await prepare();
  process.exitCode = await serveDemo({ port, storePort, data: process.env.SAYSO_DATA || '.sayso', parent });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
