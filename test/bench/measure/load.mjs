// Loads of a page at so many times CPU throttling, each in a fresh browser context: for what it costs, and, apart, for when its banner can
// be clicked, since what watches for that is script too.
import { setTimeout as sleep } from 'node:timers/promises';
import { openTrace } from './all-script.mjs';

const SETTLED_MS = 1_500;
const LONGEST_MS = 15_000;

/** Runs in the page before anything else: long tasks and layout shifts. */
function observe() {
  const seen = { longTasks: [], shift: 0 };
  Object.assign(window, { seen });
  const each = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  each('longtask', (entry) => seen.longTasks.push(entry.duration));
  each('layout-shift', (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
}

/** Runs in the page before anything else: tells when the button that `asks` selects could be clicked. */
function watch(asks) {
  const isOnTop = (button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return width > 0 && button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  };
  const wait = new MutationObserver(() => {
    const button = document.querySelector(asks);
    if (!button) return;
    wait.disconnect();
    const look = () => {
      if (!isOnTop(button)) return requestAnimationFrame(look);
      window.tellClickable(`${performance.now()}`);
    };
    // After the frame that shows it.
    requestAnimationFrame(() => setTimeout(look));
  });
  wait.observe(document, { childList: true, subtree: true });
}

// As Lighthouse emulates a slow 4G line.
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.44 * 1024 * 1024) / 8,
  uploadThroughput: (0.675 * 1024 * 1024) / 8,
};

async function inPage(browser, rate, script, argument, run) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await page.addInitScript(script, argument);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    return await run(page, cdp);
  } finally {
    await context.close();
  }
}

/**
 * What the page's thread does until a second and a half after its load: milliseconds of its own time, long tasks, and the heap in KiB
 * after a collection. `script` is the browser's own counter, `allScript` all.
 */
export async function costOf(browser, { url, asks }, rate, again = 3) {
  const { hasIt, ...cost } = await inPage(browser, rate, observe, undefined, async (page, cdp) => {
    const metrics = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    // What else this machine does meanwhile is not counted.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await metrics();
    const endTrace = await openTrace(browser);
    // Nothing else of the protocol: what watches the network notes the stack of each request that script makes.
    await page.goto(url, { waitUntil: 'load' });
    await sleep(SETTLED_MS);
    const after = await metrics();
    const allScript = await endTrace(url);
    const evaluate = async (expression) =>
      (await cdp.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
    const seen = await evaluate('seen');
    const hasIt = !asks || (await evaluate(`!!document.querySelector(${JSON.stringify(asks)})`));
    await cdp.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize } = await metrics();
    // Another process for another site begins to count anew.
    const began = after.ScriptDuration >= before.ScriptDuration ? before.ScriptDuration : 0;
    return {
      hasIt,
      script: (after.ScriptDuration - began) * 1000,
      allScript,
      task: (after.TaskDuration - (began ? before.TaskDuration : 0)) * 1000,
      longTasks: seen.longTasks.length,
      longest: Math.max(0, ...seen.longTasks),
      heap: JSHeapUsedSize / 1024,
      shift: seen.shift,
    };
  });
  // On a machine with much else to do the banner may come later: then nothing was measured.
  if (hasIt) return cost;
  if (!again) throw new Error(`no banner came at ${url}`);
  return costOf(browser, { url, asks }, rate, again - 1);
}

/** Milliseconds until the button can be clicked, where there is one, requests, and bytes as they came. */
export const timeOf = (browser, { url, asks }, rate, { slow = false } = {}) =>
  // Of an element that is never there nothing is told.
  inPage(browser, rate, watch, asks ?? 'none', async (page, cdp) => {
    await cdp.send('Network.enable');
    if (slow) await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
    let bytes = 0;
    let requests = -1;
    cdp.on(
      'Network.requestWillBeSent',
      ({ request }) => (requests += request.url.startsWith('http') ? 1 : 0),
    );
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    // Playwright's own waiting and asking would put its scripts into the page.
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: 'tellClickable' });
    const told = new Promise((resolve) =>
      cdp.once('Runtime.bindingCalled', ({ payload }) => resolve(Number(payload))),
    );
    await page.goto(url, { waitUntil: 'load' });
    const clickable = asks ? await Promise.race([told, sleep(LONGEST_MS, Number.NaN)]) : Number.NaN;
    await sleep(SETTLED_MS);
    return { clickable, requests, bytes };
  });
