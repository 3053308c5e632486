import type { PageWindow } from '../environment.ts';

/** One thing of a page that may be a leak. */
export interface Seen {
  kind: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'request' | 'element';
  /** A name; of a request its host; of an element its purposes. */
  name: string;
  /** An address, without what follows the path; or how the element begins. */
  detail?: string;
  /** When it was asked for, in milliseconds since 1970; left out where nobody can tell. */
  at?: number;
}

/** All that the page shows of itself. Cookies that scripts can't see, and what frames of others do, are not among it. */
export async function seenIn(window: PageWindow, collector: string): Promise<Seen[]> {
  const cookies = attempt(() => window.document.cookie.split('; ').filter(Boolean)).map((pair) => ({
    kind: 'cookie' as const,
    name: pair.slice(0, pair.indexOf('=') >>> 0),
  }));
  const stored = (['localStorage', 'sessionStorage'] as const).flatMap((kind) =>
    attempt(() => Object.keys(window[kind])).map((name) => ({ kind, name })),
  );
  const databases = await Promise.resolve()
    .then(() => window.indexedDB.databases())
    .catch(() => []);
  return [
    ...cookies,
    ...stored,
    ...databases.map(({ name = '' }) => ({ kind: 'indexedDB' as const, name })),
    ...requests(window, collector),
    ...elements(window),
  ];
}

/** What a page may not look at is empty. */
function attempt(look: () => string[]): string[] {
  try {
    return look();
  } catch {
    return [];
  }
}

/** Requests to hosts that are neither the page's own nor below its own. */
function requests({ location, performance }: PageWindow, collector: string): Seen[] {
  const own = location.hostname.replace(/^www\./, '');
  const seen = new Map<string, Seen>();
  for (const { name, startTime } of performance.getEntriesByType('resource')) {
    if (!/^https?:/.test(name)) continue;
    const { hostname, origin, pathname } = new URL(name);
    if (
      origin === collector ||
      origin === location.origin ||
      hostname === own ||
      hostname.endsWith(`.${own}`)
    )
      continue;
    const detail = origin + pathname;
    if (!seen.has(detail)) {
      seen.set(detail, { kind: 'request', name: hostname, detail, at: performance.timeOrigin + startTime });
    }
  }
  return [...seen.values()];
}

/** Elements that name a purpose, and yet don't wait for it. */
function elements({ document }: PageWindow): Seen[] {
  const loose = document.querySelectorAll(
    'script[data-purpose]:not([type="text/plain"]),iframe[data-purpose][src]:not([data-src],[src="about:blank"]),img[data-purpose][src]:not([data-src])',
  );
  return [...loose].map((element) => ({
    kind: 'element',
    name: element.getAttribute('data-purpose') ?? '',
    detail: `<${element.localName} ${element.getAttribute('src') ?? ''}>`,
  }));
}
