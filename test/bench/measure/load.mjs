// One load of a page in a fresh browser context, measured at 4× CPU throttling.
import { setTimeout as sleep } from 'node:timers/promises';

const SETTLED_MS = 1_000;
const LONGEST_MS = 15_000;

/** Runs in the page before anything else: long tasks, layout shifts, and when the button that `asks` selects could be clicked. */
function watch(asks) {
  const seen = { longTasks: [], shift: 0, clickable: null };
  Object.assign(window, { seen });
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('longtask', (entry) => seen.longTasks.push(entry.duration));
  observe('layout-shift', (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
  const isOnTop = (button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return width > 0 && button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  };
  const wait = new MutationObserver(() => {
    const button = asks && document.querySelector(asks);
    if (!button) return;
    wait.disconnect();
    const look = () => {
      if (!isOnTop(button)) return requestAnimationFrame(look);
      seen.clickable = performance.now();
      window.tellClickable('');
    };
    // After the frame that shows it.
    requestAnimationFrame(() => setTimeout(look));
  });
  if (asks) wait.observe(document, { childList: true, subtree: true });
}

// As Lighthouse emulates a slow 4G line.
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.44 * 1024 * 1024) / 8,
  uploadThroughput: (0.675 * 1024 * 1024) / 8,
};

/** Times in milliseconds, bytes as they came, the heap in KiB after a collection. */
export async function load(browser, { url, asks }, { slow = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const metrics = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    await page.addInitScript(watch, asks);
    // The thread's own time: what else this machine does meanwhile is not counted.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await cdp.send('Network.enable');
    if (slow) await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
    let bytes = 0;
    let requests = -1;
    cdp.on(
      'Network.requestWillBeSent',
      ({ request }) => (requests += request.url.startsWith('http') ? 1 : 0),
    );
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    const before = await metrics();
    // Playwright's own waiting and asking would put its scripts into the page, and into the figures.
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: 'tellClickable' });
    const clickable = asks && new Promise((resolve) => cdp.once('Runtime.bindingCalled', resolve));
    await page.goto(url, { waitUntil: 'load' });
    await Promise.race([clickable, sleep(LONGEST_MS)]);
    await sleep(SETTLED_MS);
    const after = await metrics();
    const { result } = await cdp.send('Runtime.evaluate', { expression: 'seen', returnByValue: true });
    const seen = result.value;
    await cdp.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize } = await metrics();
    // Another process for another site begins to count anew.
    const began = after.ScriptDuration >= before.ScriptDuration ? before.ScriptDuration : 0;
    return {
      script: (after.ScriptDuration - began) * 1000,
      task: (after.TaskDuration - (began ? before.TaskDuration : 0)) * 1000,
      bytes,
      requests,
      longTasks: seen.longTasks.length,
      longest: Math.max(0, ...seen.longTasks),
      heap: JSHeapUsedSize / 1024,
      clickable: seen.clickable ?? Number.NaN,
      shift: seen.shift,
    };
  } finally {
    await context.close();
  }
}
