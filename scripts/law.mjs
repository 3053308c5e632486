// Writes the law table into docs/law.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './builds.mjs';
import { lawTable, withTable } from './law-page.mjs';
import { root } from './run.mjs';

// Only the protocol is needed, which is built first: what else does not build is no reason to stop.
await build();
const file = join(root, 'docs/law.md');
const page = readFileSync(file, 'utf8');
const made = withTable(page, lawTable(await import('@sayso/protocol/law')));
writeFileSync(file, made);
console.log(made === page ? '  docs/law.md is up to date' : '  docs/law.md written');
