// `npm run soak -- shop [--record]`: a session in a real store that this project did not write, with nothing but the tag and a
// policy; docs/real-store.md is what it recorded.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';
import { evershopParts } from '../../scripts/evershop.mjs';
import { freePort, sayso, startCollector } from '../faults/collector.mjs';
import { openEvershop } from './evershop.mjs';
import { openFront } from './front.mjs';
import { openRecord } from './record.mjs';
import { agrees, refuses, shopsUndecided } from './session.mjs';
import { TELLING } from './steps.mjs';

const POLICY = fileURLToPath(new URL('policy.json', import.meta.url));
const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });

async function run(...words) {
  const { code, said } = await sayso(...words);
  if (code !== 0) throw new Error(`sayso ${words.join(' ')} ended with ${code}: ${said}`);
}

/** The files of a folder in which something of what was typed stands as it is. */
const tellingFiles = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => TELLING.test(readFileSync(file, 'latin1')));

const parts = await evershopParts().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const data = mkdtempSync(join(tmpdir(), 'sayso-real-store-'));
const port = await freePort();
let shop;
const tag = `<script async src="http://127.0.0.1:${port}/s/shop.js"></script>`;
const front = await openFront({ to: () => shop?.port, tag });
const collector = startCollector({ data, port });
const browser = await chromium.launch(await launchOptions());
const problems = [];
try {
  await collector.ready;
  await run('site', 'create', 'shop', '--origin', front.url, '--data', data);
  await run('policy', 'publish', 'shop', POLICY, '--data', data);
  console.log('The collector is there. Starting the shop …');
  shop = await openEvershop(parts, { url: front.url });
  console.log('The shop is there.');
  const record = openRecord(values.record);
  const where = { browser, url: front.url, collector: collector.url, picture: record.picture };
  const { steps, measured, problems: found } = await agrees(where);
  problems.push(...found);
  for (const { says, made } of steps) {
    console.log(`A visitor ${says}:`);
    for (const { name, path, props } of made)
      console.log(`    ${name} ${path} ${JSON.stringify(props ?? {})}`);
  }
  console.log(`And ${measured} events of scrolling, engagement and vitals.`);
  for (const other of [refuses, shopsUndecided]) problems.push(...(await other(where)).problems);
  problems.push(...tellingFiles(data).map((file) => `What was typed is in ${file}.`));
  if (problems.length === 0) record.write(steps, front.url);
} finally {
  await browser.close();
  await shop?.close();
  await collector.kill();
  front.close();
  rmSync(data, { recursive: true, force: true });
}
for (const problem of problems) console.log(`PROBLEM: ${problem}`);
console.log(
  problems.length === 0
    ? 'Each step was captured once and as it was; nothing before a yes, after a no, or of what was typed.'
    : `${problems.length} problems.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
