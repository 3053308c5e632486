// What a page costs, as Chromium's debugging protocol counts it, at 4× CPU throttling.

/** Begins to count on `page`, before it goes anywhere. */
export async function openMeter(page) {
  const cdp = await page.context().newCDPSession(page);
  // The thread's own time: what else this machine does meanwhile is not counted.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await cdp.send('Network.enable');
  await cdp.send('Runtime.enable');
  let bytes = 0;
  let requests = 0;
  cdp.on('Network.requestWillBeSent', ({ request }) => (requests += request.url.startsWith('http') ? 1 : 0));
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  return {
    cdp,
    /** So far: times of the page's thread in milliseconds, the heap in KiB, bytes and requests. */
    async read() {
      const { metrics } = await cdp.send('Performance.getMetrics');
      const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
      const [script, task] = [of.ScriptDuration * 1000, of.TaskDuration * 1000];
      return { script, task, heap: of.JSHeapUsedSize / 1024, bytes, requests };
    },
    /** What an expression gives; a promise is waited for. */
    async evaluate(expression) {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
  };
}
