import type { PageWindow } from '../environment.ts';

/** How long the receipt has to leave and third-party code to write its cookies once more, in milliseconds. */
export const PAUSE = 1_000;
/** A page that was just loaded anew is not again, in milliseconds: where no choice sticks, that would never end. */
const YOUNG = 10_000;

/** Loads the page anew, once the visitor has closed what Sayso shows after a withdrawal. */
export function reload({ document, location, performance, setTimeout }: PageWindow): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (navigation?.type === 'reload' && performance.now() < YOUNG) return;
  const soon = (): void => {
    if (document.querySelector('sayso-banner dialog')) setTimeout(soon, PAUSE);
    else location.reload();
  };
  soon();
}
