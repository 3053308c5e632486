// All that script costs a load, from Chromium's trace: its counter, `ScriptDuration`, leaves out what runs when a promise is
// settled, which is half of a banner that begins as a module or after an `await`.

const CATEGORIES = ['devtools.timeline', 'v8', 'v8.execute', 'toplevel'];
const SCRIPT =
  /^(EvaluateScript|FunctionCall|RunMicrotasks|v8\.(run|callFunction|newInstance|compile\w*|evaluateModule))$/;
/** The page's own doing, though it may be a script that asks for it. */
const DRAWING = /^(UpdateLayoutTree|Layout|PrePaint|Paint)$/;

/** Begins to trace. What it returns ends that, and gives the milliseconds of script in the thread of the page at `url`. */
export async function openTrace(browser) {
  const tracer = await browser.newBrowserCDPSession();
  const events = [];
  tracer.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const traceConfig = { includedCategories: CATEGORIES };
  await tracer.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  return async (url) => {
    const ended = new Promise((resolve) => tracer.once('Tracing.tracingComplete', resolve));
    await tracer.send('Tracing.end');
    await ended;
    await tracer.detach();
    return scriptIn(events, url);
  };
}

/** The thread's time in its outermost scripts, less the style, layout and paint inside them. */
function scriptIn(events, url) {
  const parsed = events.find(({ name, args }) => name === 'ParseHTML' && args?.beginData?.url === url);
  if (!parsed) throw new Error(`${url} is not in the trace`);
  const spans = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === parsed.pid && tid === parsed.tid)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  let sum = 0;
  let open = [];
  for (const { name, ts, dur = 0, tdur = 0 } of spans) {
    const [isScript, isDrawing] = [SCRIPT.test(name), DRAWING.test(name)];
    if (!isScript && !isDrawing) continue;
    open = open.filter(({ end }) => end > ts);
    const inScript = open.some((span) => span.isScript);
    if (isScript && !inScript) sum += tdur;
    // Once, where one is inside another; and script inside it counts for little enough to be left out with it.
    if (isDrawing && inScript && open.every((span) => span.isScript)) sum -= tdur;
    open.push({ isScript, end: ts + dur });
  }
  return sum / 1000;
}
