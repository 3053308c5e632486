import { type PageWindow, whenVisible } from '../environment.ts';

/** The page's address. Where its routes are in the fragment (`#/cups`, `#!/cups`), such a route ends the path. */
export const addressOf = (href: string, hashRoutes?: boolean): string =>
  hashRoutes ? href.replace(/\/?(\?[^#]*)?#!?(\/[^?]*).*/, '$2$1') : href;

/**
 * Tells of each page that the visitor comes to after the first: a path that changed without a load (a change
 * of query or hash alone is the same page), and a page that comes back from the back/forward cache. `moved` is told of
 * every other change of the address. `where`: the address, as `addressOf` gives it.
 */
export function watchPages(
  window: PageWindow,
  where: () => string,
  viewed: (referrer: string, restored: boolean) => void,
  moved: () => void,
): void {
  const { document, history } = window;
  let here = where();
  const look = (): void => {
    const from = here;
    here = where();
    if (pathOf(here) === pathOf(from)) moved();
    else whenVisible(document, () => viewed(from, false));
  };
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) viewed(document.referrer, true);
  });

  if ('navigation' in window) {
    window.navigation.addEventListener('currententrychange', look);
    return;
  }
  // Whatever the page has put there by now is called, with its own `this`.
  for (const name of ['pushState', 'replaceState'] as const) {
    const before = history[name];
    history[name] = function (...args) {
      before.apply(this, args);
      look();
    };
  }
  // Told of another fragment, too.
  (window as Window).addEventListener('popstate', look);
}

const pathOf = (address: string): string | undefined => address.split(/[?#]/)[0];
