// `npm run bench -- sdk [--loads=9]`: what a visitor downloads, and what a load of the page costs at 4× CPU throttling.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';
import { load } from './measure/load.mjs';
import { machine, median, table } from './measure/machine.mjs';
import { openPages } from './measure/pages.mjs';
import { startCollector } from './measure/program.mjs';
import { sizes } from './measure/sizes.mjs';

const { values } = parseArgs({ options: { loads: { type: 'string', default: '9' } } });
const loads = Number(values.loads);

console.log(machine());
const data = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
const collector = await startCollector(data);
const { pages, close } = await openPages(collector.url);
const browser = await chromium.launch(await launchOptions());

try {
  const limits = (await sizes(collector.url)).map((row) => [
    ...row,
    row[4] === '' ? '' : row[3] <= row[4] ? 'held' : 'BROKEN',
  ]);
  console.log();
  for (const line of table([['bytes', 'raw', 'gzip', 'brotli', 'promised', ''], ...limits]))
    console.log(line);

  const runs = pages.map(() => []);
  for (const page of pages) await load(browser, page);
  // In turns, so that a machine that gets slower is so for all.
  for (let turn = 0; turn < loads; turn++) {
    for (const [i, page] of pages.entries()) runs[i].push(await load(browser, page));
  }
  const of = (i, what) => median(runs[i].map((run) => run[what]));
  const row = ({ name, asks }, i) => [
    name,
    of(i, 'script').toFixed(1),
    of(i, 'longTasks'),
    Math.max(...runs[i].map(({ longest }) => longest)).toFixed(0),
    of(i, 'heap').toFixed(0),
    asks ? of(i, 'clickable').toFixed(0) : '',
    of(i, 'shift').toFixed(4),
  ];
  const head = ['', 'script ms', 'long tasks', 'longest ms', 'heap KiB', 'clickable ms', 'layout shift'];
  console.log(`\n${browser.version()}, 4× CPU throttling, cold cache, medians of ${loads} loads in turns`);
  for (const line of table([head, ...pages.map(row)])) console.log(line);
  console.log('\nWhat Sayso adds (long tasks: those over 50 ms; the longest of all loads):');
  for (const [i, { name, against }] of pages.entries()) {
    if (against === undefined) continue;
    const more = (what, digits) => (of(i, what) - of(against, what)).toFixed(digits);
    const script = Number(more('script', 1));
    console.log(
      `  ${name}: script ${script} ms (promised 20: ${script <= 20 ? 'held' : 'BROKEN'}), long tasks ${more('longTasks', 0)}, heap ${more('heap', 0)} KiB, layout shift ${more('shift', 4)}`,
    );
  }
} finally {
  await browser.close();
  close();
  await collector.stop();
  rmSync(data, { recursive: true });
}
