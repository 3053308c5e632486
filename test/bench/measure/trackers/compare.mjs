// Sayso beside the trackers, in turns, each less what the page costs with nothing: bytes, times, heap, and whether it worked.
import { median, table } from '../machine.mjs';
import { openVariants } from './pages.mjs';
import { CLICKS, FIRST, firstVisit, visit } from './visit.mjs';

const PAGES = { '/': 'demo store', '/large': 'page of 5,000 elements' };

const COLUMNS = {
  bytes: (run) => run.load.bytes,
  requests: (run) => run.load.requests,
  'script at load': (run) => run.load.script,
  'thread at load': (run) => run.load.task,
  'script a click': (run) => run.clicks.script / CLICKS,
  'thread a click': (run) => run.clicks.task / CLICKS,
};
/** Of those that were stopped, as if they had gone on. */
const CALL_COLUMNS = {
  'heap KiB': (run) => run.heap,
  calls: (run) => median(run.calls.times) * run.calls.times.length * run.calls.rest,
  'thread in all': (run) => run.calls.task * run.calls.rest,
};

/** How far it is, for who waits: it takes minutes. */
const say = (text) => console.error(`  ${text}`);

/** Prints both tables; false if a tracker did nothing with the clicks or the events, so that its figures mean nothing. */
export async function compareTrackers(browser, startCollector, { rounds, calls }) {
  const { variants, close } = await openVariants(startCollector);
  const runs = variants.map(() => ({ '/': [], '/large': [] }));
  try {
    const states = [];
    for (const variant of variants) states.push(await firstVisit(browser, variant));
    // In turns, so that a machine that gets slower is so for all.
    for (let round = 0; round < rounds; round++) {
      for (const path of Object.keys(PAGES)) {
        for (const [i, variant] of variants.entries()) {
          say(`round ${round + 1} of ${rounds}, ${PAGES[path]}: ${variant.name}`);
          const settings = { state: states[i], calls: path === '/large' ? calls : 0 };
          runs[i][path].push(await visit(browser, variant, path, settings));
        }
      }
    }
  } finally {
    await close();
  }
  for (const [path, name] of Object.entries(PAGES)) {
    console.log(
      `\n${name}, 4× CPU throttling, a visitor who was here before, ${CLICKS} clicks; medians of ${rounds}, less the page with nothing; times in ms, bytes with headers`,
    );
    show(variants, runs, path, COLUMNS);
  }
  if (calls) {
    console.log(
      `\nEvents made by page code, on the page of 5,000 elements: the heap after ${FIRST}, then ${calls} calls, and all that the thread did until they were sent`,
    );
    show(variants, runs, '/large', CALL_COLUMNS);
  }
  return honest(variants, runs, calls);
}

/** A row for each variant, and what Sayso is of it, column by column. */
function show(variants, runs, path, columns) {
  const of = (i, read) => median(runs[i][path].map(read));
  const more = (i, read) => of(i, read) - of(0, read);
  const number = (value) => (Math.abs(value) < 100 ? value.toFixed(1) : value.toFixed(0));
  const rows = variants.slice(1).map(({ name }, at) => [
    name,
    ...Object.values(columns).flatMap((read) => {
      const its = more(at + 1, read);
      return [number(its), at === 0 ? '' : (more(1, read) / its).toFixed(2)];
    }),
  ]);
  const head = ['', ...Object.keys(columns).flatMap((column) => [column, 'Sayso ÷'])];
  for (const line of table([head, ...rows])) console.log(line);
}

/** Who was not sent what it had to be. */
function honest(variants, runs, calls) {
  const rows = variants.slice(1).map(({ name }, at) => {
    const all = Object.values(runs[at + 1]).flat();
    const least = (kind) => Math.min(...all.map(({ came }) => came[kind] ?? Number.POSITIVE_INFINITY));
    return { name, page: least('page'), click: least('click'), first: least('first'), many: least('many') };
  });
  const head = ['', 'page views of 1', `clicks of ${CLICKS}`, `events of ${FIRST}`, `of ${calls}`];
  console.log('\nWhat their collectors had of each visit at the least');
  for (const line of table([
    head,
    ...rows.map(({ name, page, click, first, many }) => [name, page, click, first, many]),
  ]))
    console.log(line);
  const idle = rows.filter(({ page, click, first }) => page < 1 || click < CLICKS || first < FIRST);
  for (const { name } of idle) console.log(`${name} did not capture all of it: its figures mean nothing.`);
  return idle.length === 0;
}
