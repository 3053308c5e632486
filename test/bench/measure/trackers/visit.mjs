// One visit of somebody who has been here before: the page loads, is clicked, and makes events by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { openMeter } from '../meter.mjs';

export const CLICKS = 40;
/** So many events are made before the heap is looked at. */
export const FIRST = 1_000;
/** Events are made so many in a task, and then so many milliseconds none. */
const [SLICE, PAUSE] = [100, 50];
const LONGEST_MS = 30_000;
/** Some get slower with each event that waits: they are stopped after so long. */
const ENOUGH_MS = 60_000;

/** Runs before the page: its links lead nowhere, once all listeners were called. */
const stay = () => window.addEventListener('click', (event) => event.preventDefault());

/** Runs in the page: the middles of links and buttons that all count when they are clicked, none beside another. */
function targets() {
  const found = [];
  for (const element of document.querySelectorAll('a, button')) {
    const { x, y, width, height } = element.getBoundingClientRect();
    const [left, top] = [x + width / 2, y + height / 2];
    const isApart = found.every(([a, b]) => Math.hypot(a - left, b - top) > 40);
    if (element.matches('[data-sayso], [data-sayso-event], form *') || !isApart || found.length === 20)
      continue;
    if (element.contains(document.elementFromPoint(left, top))) found.push([left, top]);
  }
  return found;
}

/** Runs in the page: how long the calls of each slice took, in milliseconds. */
async function callOften(track, count, slice, pause, enough) {
  const times = [];
  const end = performance.now() + enough;
  for (let i = 0; i < count && performance.now() < end; i += slice) {
    const began = performance.now();
    for (let j = i; j < i + slice; j++) track({ search_term: 'lamp', results: j });
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return times;
}

/** Waits until the collector has `wanted` more of these, or gets none any more; answers how many came. */
async function arrived(countOf, kind, before, wanted) {
  if (Number.isNaN(before)) {
    await sleep(2_000);
    return wanted;
  }
  let last = before;
  let since = performance.now();
  const began = since;
  while (last - before < wanted && performance.now() - since < 6_000) {
    await sleep(100);
    const now = await countOf(kind);
    if (now !== last) since = performance.now();
    last = now;
    if (performance.now() - began > LONGEST_MS) break;
  }
  // What comes after the answer is its work, too.
  await sleep(1_000);
  return (await countOf(kind)) - before;
}

/** Some trackers send nothing of a browser without a window. */
const contextOf = (browser, storageState) =>
  browser.newContext({
    viewport: { width: 1280, height: 800 },
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${parseInt(browser.version(), 10)}.0.0.0 Safari/537.36`,
    ...(storageState && { storageState }),
  });

/** A context in which the page was opened once, and all was allowed where somebody asked. */
export async function firstVisit(browser, { url, asks, countOf }) {
  const context = await contextOf(browser);
  const page = await context.newPage();
  const before = await countOf('page');
  await page.goto(url);
  if (asks) await page.locator(asks).click();
  await arrived(countOf, 'page', before, 1);
  const state = await context.storageState();
  await context.close();
  return state;
}

const less = (after, before) =>
  Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]));

/** What the load and the clicks cost, and, if there are to be any, `calls` of page code; and what the collector got of these. */
export async function visit(browser, { url, track, countOf }, path, { state, calls }) {
  const context = await contextOf(browser, state);
  try {
    const page = await context.newPage();
    await page.addInitScript(stay);
    const { cdp, read, evaluate } = await openMeter(page);
    const phase = async (kind, wanted, act) => {
      const [began, before] = [await read(), await countOf(kind)];
      const more = await act();
      const came = await arrived(countOf, kind, before, wanted);
      return { ...less(await read(), began), ...more, came };
    };
    const load = await phase('page', 1, async () => {
      await page.goto(url + path, { waitUntil: 'load' });
    });
    const places = await evaluate(`(${targets})()`);
    const clicks = await phase('click', CLICKS, async () => {
      for (let i = 0; i < CLICKS; i++) {
        const [x, y] = places[i % places.length];
        const mouse = { x, y, button: 'left', clickCount: 1 };
        await cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse });
        await cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse });
        await sleep(100);
      }
    });
    const came = { page: load.came, click: clicks.came };
    if (!calls) return { load, clicks, came };
    const call = (count, enough) =>
      phase('search', count, async () => ({
        times: await evaluate(`(${callOften})(${track}, ${count}, ${SLICE}, ${PAUSE}, ${enough})`),
      }));
    const first = await call(FIRST, Number.POSITIVE_INFINITY);
    await cdp.send('HeapProfiler.collectGarbage');
    const { heap } = await read();
    const many = await call(calls, ENOUGH_MS);
    const rest = calls / (many.times.length * SLICE);
    return {
      load,
      clicks,
      heap,
      calls: { ...many, rest },
      came: { ...came, first: first.came, many: many.came },
    };
  } finally {
    await context.close();
  }
}
