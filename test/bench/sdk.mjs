// `npm run bench -- sdk [--loads=9] [--throttle=4] [--rounds=3] [--calls=10000]`: what a visitor downloads, what a load costs at
// 4× CPU throttling, ours and other banners'; then Sayso with its banner beside trackers without any. `--only=banners` or
// `--only=trackers`: that alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';
import { costOf, timeOf } from './measure/load.mjs';
import { machine, median, table } from './measure/machine.mjs';
import { openPages } from './measure/pages.mjs';
import { startCollector } from './measure/program.mjs';
import { sizes } from './measure/sizes.mjs';
import { compareTrackers } from './measure/trackers/compare.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({
  options: { loads: text('9'), throttle: text('4'), rounds: text('3'), calls: text('10000'), only: text('') },
});
const { loads, throttle, rounds, calls } = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, Number(value)]),
);

console.log(machine());
const data = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
const settings = await launchOptions();
const browser = await chromium.launch({
  ...settings,
  // Nothing leaves the machine; and some trackers ignore a browser that says it is driven by a program.
  args: [
    ...settings.args,
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-blink-features=AutomationControlled',
  ],
});

try {
  if (values.only !== 'trackers') await banners();
  if (values.only !== 'banners') {
    const start = (origin) => startCollector(join(data, 'trackers'), '--demo-origin', origin);
    if (!(await compareTrackers(browser, start, { rounds, calls }))) process.exitCode = 1;
  }
} finally {
  await browser.close();
  rmSync(data, { recursive: true });
}

/** The sizes, and what the banner costs a page beside other banners. */
async function banners() {
  const collector = await startCollector(join(data, 'banners'));
  const { pages, close } = await openPages(collector.url);
  const limits = (await sizes(collector.url)).map((row) => [
    ...row,
    row[4] === '' ? '' : row[3] <= row[4] ? 'held' : 'BROKEN',
  ]);
  console.log();
  for (const line of table([['bytes', 'raw', 'gzip', 'brotli', 'promised', ''], ...limits]))
    console.log(line);

  const [costs, times, slow] = [0, 1, 2].map(() => pages.map(() => []));
  for (const page of pages) await costOf(browser, page, throttle);
  // In turns, so that a machine that gets slower is so for all.
  for (let turn = 0; turn < loads; turn++) {
    for (const [i, page] of pages.entries()) {
      costs[i].push(await costOf(browser, page, throttle));
      times[i].push(await timeOf(browser, page, throttle));
      if (page.asks) slow[i].push(await timeOf(browser, page, throttle, { slow: true }));
    }
  }
  const of = (i, what, from = costs) => median(from[i].map((run) => run[what]));
  const row = ({ name, asks }, i) => [
    name,
    of(i, 'requests', times),
    of(i, 'bytes', times),
    of(i, 'script').toFixed(1),
    of(i, 'allScript').toFixed(1),
    of(i, 'task').toFixed(0),
    of(i, 'longTasks'),
    of(i, 'longest').toFixed(0),
    of(i, 'heap').toFixed(0),
    asks ? of(i, 'clickable', times).toFixed(0) : '',
    asks ? of(i, 'clickable', slow).toFixed(0) : '',
    of(i, 'shift').toFixed(4),
  ];
  const head = [
    '',
    'requests',
    'bytes',
    'script ms',
    'with promises',
    'tasks ms',
    'long tasks',
    'longest ms',
    'heap KiB',
    'clickable ms',
    'on slow 4G',
    'layout shift',
  ];
  console.log(
    `\nChromium ${browser.version()}, ${throttle}× CPU throttling, cold cache, medians of ${loads} loads in turns; bytes with headers`,
  );
  for (const line of table([head, ...pages.map(row)])) console.log(line);
  console.log('\nWhat each adds to its page (long tasks: those over 50 ms):');
  const more = (i, what) => of(i, what) - of(pages[i].against, what);
  for (const [i, { name, against }] of pages.entries()) {
    if (against === undefined) continue;
    console.log(
      `  ${name}: script ${more(i, 'script').toFixed(1)} ms, with promises ${more(i, 'allScript').toFixed(1)} ms, tasks ${more(i, 'task').toFixed(0)} ms, long tasks ${more(i, 'longTasks')}, heap ${more(i, 'heap').toFixed(0)} KiB`,
    );
  }
  // A machine's own speed decides what 20 ms are: the peer in the same run is the measure.
  const ratio = (what) => (more(1, what) / more(2, what)).toFixed(2);
  console.log(
    `  Sayso ÷ ${pages[2].name.replace('with ', '')}: script ${ratio('script')}, with promises ${ratio('allScript')}, tasks ${ratio('task')}, heap ${ratio('heap')}`,
  );
  close();
  await collector.stop();
}
