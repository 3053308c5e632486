import type { Source, Stage } from './sources.ts';

/** Percent of the page's height. */
const STEPS = [25, 50, 75, 90, 100];

/** How far down a page was seen, once each a page view; of one that does not scroll, nothing. */
export function watch({ window, signal, record }: Stage): Source {
  const { document } = window;
  let left = STEPS;
  let timer = 0;
  const look = (): void => {
    window.clearTimeout(timer);
    timer = 0;
    const { scrollHeight, clientHeight } = document.documentElement;
    if (signal.aborted || scrollHeight <= clientHeight) return;
    // A pixel more: where the page is zoomed, its end is reached with a fraction left.
    const seen = (100 * (window.scrollY + window.innerHeight + 1)) / scrollHeight;
    for (const percent of left.filter((step) => step <= seen)) record('scroll', { percent });
    left = left.filter((step) => step > seen);
  };
  const leave = (): void => {
    if (timer) look();
  };
  document.addEventListener(
    'scroll',
    () => {
      timer ||= window.setTimeout(look, 100);
    },
    { passive: true, signal },
  );
  return {
    leave,
    page() {
      leave();
      left = STEPS;
    },
  };
}
