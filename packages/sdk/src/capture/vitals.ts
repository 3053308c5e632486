import type { Source, Stage } from './sources.ts';

/** Entries of the Event Timing and Layout Instability interfaces, as far as they are read here. */
interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}
interface Interaction extends PerformanceEntry {
  interactionId?: number;
}

/** INP goes by the longest interactions, and by one in fifty of them (web.dev/articles/inp). */
const LONGEST = 10;
const OUTLIER = 50;

/**
 * Core Web Vitals by the definitions of web.dev: LCP (the last largest paint before the page was first hidden), CLS (the
 * worst session of shifts, at most 1 s apart and 5 s long), INP (the longest interaction but one in 50). Told when
 * the page is hidden or left, and again when they have changed since; anew for a page that comes back. Of a page on which the visitor chose, nothing:
 * some of it was measured before.
 */
export function watch({ window, signal, late, record }: Stage): Source {
  const { document, performance } = window;
  let said: Record<string, number> = {};
  let told: Record<string, number> = {};
  const [load] = performance.getEntriesByType('navigation') as { activationStart?: number }[] & unknown[];
  const started = load?.activationStart ?? 0;
  let hiddenAt = document.visibilityState === 'visible' ? firstHidden(performance, started) : 0;
  let first = 0;
  let last = 0;
  let session = 0;
  let longest: { id: number; ms: number }[] = [];
  let [lowest, highest, before] = [Number.POSITIVE_INFINITY, 0, 0];

  const largest = ({ startTime }: PerformanceEntry): void => {
    if (startTime < hiddenAt) said.LCP = Math.max(0, startTime - started);
  };
  const shift = ({ startTime, value, hadRecentInput }: Shift): void => {
    if (hadRecentInput) return;
    const goesOn = session && startTime - last < 1000 && startTime - first < 5000;
    if (!goesOn) first = startTime;
    session = goesOn ? session + value : value;
    last = startTime;
    said.CLS = Math.max(said.CLS ?? 0, session);
  };
  /** How many there were: where the browser does not count, by its ids, which it gives in steps of about seven. */
  const count = (): number =>
    (performance as { interactionCount?: number }).interactionCount ??
    (highest ? (highest - lowest) / 7 + 1 : 0);
  const interaction = ({ interactionId: id, duration, entryType }: Interaction): void => {
    if (!id && entryType !== 'first-input') return;
    if (id) [lowest, highest] = [Math.min(lowest, id), Math.max(highest, id)];
    const known = longest.find((one) => one.id === id);
    if (known) known.ms = Math.max(known.ms, duration);
    else longest.push({ id: id ?? 0, ms: duration });
    longest = longest.sort((a, b) => b.ms - a.ms).slice(0, LONGEST);
    const nth = Math.min(longest.length - 1, Math.floor((count() - before) / OUTLIER));
    said.INP = longest[nth]?.ms ?? duration;
  };
  const watching = [
    observe('largest-contentful-paint', largest),
    observe('layout-shift', shift as (entry: PerformanceEntry) => void, () => {
      said.CLS = 0;
    }),
    observe('event', interaction),
    observe('first-input', interaction),
  ];

  function observe(
    type: string,
    each: (entry: PerformanceEntry) => void,
    supported = (): void => {},
  ): () => void {
    if (late || !window.PerformanceObserver.supportedEntryTypes.includes(type)) return () => {};
    const observer = new window.PerformanceObserver((list) => list.getEntries().forEach(each));
    observer.observe({ type, buffered: true, durationThreshold: 40 } as PerformanceObserverInit);
    signal.addEventListener('abort', () => observer.disconnect());
    supported();
    return () => observer.takeRecords().forEach(each);
  }

  const tell = (): void => {
    for (const take of watching) take();
    for (const [metric, value] of Object.entries(said)) {
      if (told[metric] === value) continue;
      told[metric] = value;
      record('web_vital', { metric, value: +value.toFixed(4) });
    }
  };
  return {
    leave() {
      tell();
      hiddenAt = Math.min(hiddenAt, performance.now());
    },
    page(restored) {
      if (!restored) return tell();
      // Seen anew: its paint is the first frame after it came back, and all else begins from nothing.
      const { requestAnimationFrame } = window;
      const back = performance.now();
      said = late ? {} : { CLS: 0 };
      told = {};
      session = 0;
      longest = [];
      before = count();
      if (late) return;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          said.LCP = performance.now() - back;
        }),
      );
    },
  };
}

/** When the page was first hidden; never, as far as the browser remembers. */
function firstHidden(performance: Performance, started: number): number {
  const [hidden] = performance
    .getEntriesByType('visibility-state')
    .filter(({ name, startTime }) => name === 'hidden' && startTime > started);
  return hidden?.startTime ?? Number.POSITIVE_INFINITY;
}
