import type { Source, Stage } from './sources.ts';

const MOST = 10;

/** That something went wrong in the page, and of which kind; never what was said of it. At most ten a page view. */
export function watch({ window, signal, record }: Stage): Source {
  let left = MOST;
  const heard = (kind: string): void => {
    if (left-- > 0) record('error', { kind });
  };
  window.addEventListener('error', ({ target }) => heard(target === window ? 'error' : 'resource'), {
    capture: true,
    signal,
  });
  window.addEventListener('unhandledrejection', () => heard('unhandledrejection'), { signal });
  return {
    page() {
      left = MOST;
    },
  };
}
