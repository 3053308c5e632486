import type { Source, Stage } from './sources.ts';

/** Fields of a site search, by their kind and usual names. Their names are read, never what is in them. */
const FIELDS =
  '[type=search], [role=search] input:not([type]), [role=search] [type=text], ' +
  '[name=q], [name=s], [name=query], [name=search]';

/**
 * A search, when its results are shown: the term stands in their address, under the name of a field of a search form
 * that leads there, or under one that the policy names.
 */
export function watch({ window, rules, record, isIgnored }: Stage): Source {
  const { document, location, performance } = window;

  /** Names of the fields whose form leads to this page. */
  const names = (): (string | null)[] =>
    rules.searchParams ??
    [...document.querySelectorAll('form')].flatMap((form) => {
      const [action, method] = ['action', 'method'].map((name) => form.getAttribute(name));
      const { origin, pathname } = new URL(action || location.href, document.baseURI);
      return isIgnored(form) || /post|dialog/i.test(`${method}`) || origin + pathname !== here(location.href)
        ? []
        : [...form.querySelectorAll(FIELDS)].map((field) => field.getAttribute('name'));
    });

  const termIn = (address: string): string =>
    names()
      .map((name) => (name ? new URL(address).searchParams.get(name)?.trim() : ''))
      .find(Boolean) ?? '';

  // Another page or order of the same results is no other search, nor is a page that is loaded again.
  const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const { referrer } = document;
  const before =
    load && load.type !== 'navigate'
      ? location.href
      : referrer && here(referrer) === here(location.href)
        ? referrer
        : '';
  let told = before && termIn(before);

  const look = (): void => {
    const term = termIn(location.href);
    if (term && term !== told) record('search', { search_term: term });
    told = term;
  };
  look();
  return { look };
}

/** An address without query and fragment. */
const here = (address: string): string => address.replace(/[?#].*/, '');
