import type { PageWindow } from '../environment.ts';

/** For how long changes of a page are gathered, in milliseconds. */
const GATHER = 50;

/**
 * Calls `look` after elements came or what they wait for has changed. Always in a task of its own: a page that
 * answers each of our changes with one of its own is slowed to this step, and never stops the page.
 */
export function watch({ document, MutationObserver, setTimeout }: PageWindow, look: () => void): () => void {
  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      look();
    }, GATHER);
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-purpose', 'data-src', 'data-srcset', 'data-href', 'data-poster', 'src'],
  });
  document.addEventListener('DOMContentLoaded', look);
  return () => {
    observer.disconnect();
    document.removeEventListener('DOMContentLoaded', look);
  };
}
