import { type PageWindow, whenVisible } from '../environment.ts';

/**
 * Tells of each page that the visitor comes to after the first: a path that changed without a load (a change
 * of query or hash alone is the same page), and a page that comes back from the back/forward cache.
 */
export function watchPages(window: PageWindow, viewed: (referrer: string, restored: boolean) => void): void {
  const { document, location, history } = window;
  let { href, pathname } = location;
  const moved = (): void => {
    const from = href;
    ({ href } = location);
    if (location.pathname === pathname) return;
    ({ pathname } = location);
    whenVisible(document, () => viewed(from, false));
  };
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) viewed(document.referrer, true);
  });

  if ('navigation' in window) {
    window.navigation.addEventListener('currententrychange', moved);
    return;
  }
  // Whatever the page has put there by now is called, with its own `this`.
  for (const name of ['pushState', 'replaceState'] as const) {
    const before = history[name];
    history[name] = function (...args) {
      before.apply(this, args);
      moved();
    };
  }
  (window as Window).addEventListener('popstate', moved);
}
