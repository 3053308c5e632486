#!/usr/bin/env node
// A committed file, so that npm can link the command before anything is built.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(fileURLToPath(cli))) {
  console.error('sayso: not built yet. Run `npm run build` at the root of the repository first.');
  process.exit(69);
}
const { main } = await import(cli.href);
process.exitCode = await main(process.argv.slice(2));
