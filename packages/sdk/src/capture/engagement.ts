import type { Source, Stage } from './sources.ts';

/** A page that is left open is not looked at for ever: half an hour a page view. */
const MOST = 30 * 60_000;

/** For how long a page was both visible and in focus, in milliseconds since it was told of last. */
export function watch({ window, signal, record }: Stage): Source {
  const { document, performance } = window;
  let left = MOST;
  let ms = 0;
  let since: number | null = null;
  const count = (): void => {
    const now = performance.now();
    if (since !== null) ms += now - since;
    // A frame of the page may have the focus: then the page has it too, though its window was told of a blur.
    since = document.visibilityState === 'visible' && document.hasFocus() ? now : null;
  };
  const leave = (): void => {
    count();
    const told = Math.min(Math.round(ms), left);
    if (told > 0) record('engagement', { ms: told });
    left -= told;
    ms = 0;
  };
  for (const type of ['focus', 'blur']) window.addEventListener(type, count, { signal });
  document.addEventListener('visibilitychange', count, { signal });
  count();
  return {
    leave,
    page() {
      leave();
      left = MOST;
    },
  };
}
