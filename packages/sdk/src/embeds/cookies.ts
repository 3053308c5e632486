import type { ListedCookie } from '@sayso/protocol';
import { isOurs, matches } from './names.ts';

/** What removing needs of a page. */
export interface CookiePage {
  document: { cookie: string };
  location: Pick<Location, 'hostname' | 'pathname' | 'protocol'>;
}

/** The names of the cookies that the page can see; none where it may not look. */
export function cookieNames({ document }: Pick<CookiePage, 'document'>): string[] {
  try {
    const pairs = document.cookie.split('; ').filter(Boolean);
    return [...new Set(pairs.map((pair) => pair.slice(0, pair.indexOf('=') >>> 0)))];
  } catch {
    return [];
  }
}

/**
 * Removes the listed cookies wherever a page can: without a domain, on each domain above the page, on each path above
 * it; what the list says of a place is tried too. `kept` is what an allowed purpose lists: it stays. Returns the
 * names that are gone, and those still seen. A cookie that scripts can't see (`HttpOnly`) is in neither.
 */
export function clearCookies(
  page: CookiePage,
  listed: readonly ListedCookie[],
  kept: readonly ListedCookie[],
): { removed: string[]; left: string[] } {
  const { document, location } = page;
  const https = location.protocol === 'https:';
  const isKept = (name: string): boolean => isOurs(name) || kept.some((entry) => matches(entry.name, name));

  const remove = (name: string, domains: readonly string[], paths: readonly string[]): void => {
    for (const domain of domains) {
      for (const path of paths) {
        const gone = `${name}=; Max-Age=0; Path=${path}${domain && `; Domain=${domain}`}${https ? '; Secure' : ''}`;
        document.cookie = gone;
        // One of a partition is another cookie.
        if (https) document.cookie = `${gone}; Partitioned`;
      }
    }
  };

  const removed: string[] = [];
  const left: string[] = [];
  for (const name of cookieNames(page)) {
    const entries = listed.filter((entry) => matches(entry.name, name));
    if (!entries.length || isKept(name)) continue;
    remove(
      name,
      [...domainsAbove(location.hostname), ...entries.flatMap(({ domain }) => domain ?? [])],
      [...pathsAbove(location.pathname), ...entries.flatMap(({ path }) => path ?? [])],
    );
    (cookieNames(page).includes(name) ? left : removed).push(name);
  }
  // One on another path is not seen from here.
  for (const { name, domain, path } of listed) {
    if (path && !name.endsWith('*') && !isKept(name) && !removed.includes(name)) {
      remove(name, domain ? [domain] : domainsAbove(location.hostname), [path]);
    }
  }
  return { removed, left };
}

/** None, the host, and what is above it, up to two names: what is a public suffix the browser refuses itself. */
export function domainsAbove(host: string): string[] {
  const names = host.split('.');
  if (/^[\d.]+$|:/.test(host)) return [''];
  return ['', ...names.map((_, i) => names.slice(i).join('.')).filter((domain) => domain.includes('.'))];
}

/** `/a/b` is under `/`, `/a` and `/a/b`, each of which a cookie may have with a slash at its end. */
export function pathsAbove(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return [
    '/',
    ...parts.flatMap((_, i) => [
      `/${parts.slice(0, i + 1).join('/')}`,
      `/${parts.slice(0, i + 1).join('/')}/`,
    ]),
  ];
}
