import type { BrowserPolicy, SaysoEvent } from '@sayso/protocol';

/**
 * Called with each event before it is kept, if it may be captured at all. Of what it returns, the properties and the page
 * take the place of the event's; without a page, as with `null` or a promise, the event is dropped, and so it is by throwing.
 */
export type BeforeSend = (event: SaysoEvent) => SaysoEvent | null | undefined | false;

/** What `createSayso` takes. */
export interface SaysoOptions {
  /** The site's public id. */
  site: string;
  /** The collector's address; a path is one on the page's own origin. */
  collector: string;
  /** ISO 3166 code of the visitor's region, as the page knows it. */
  region?: string | undefined;
  /** The region that the collector saw, which is believed before the page's. */
  servedRegion?: string | undefined;
  /** Every optional purpose is off, and nothing is asked. */
  minor?: boolean;
  /** The site's current policy; without it, it is fetched. */
  policy?: BrowserPolicy;
  /** Called at each decision. Each takes away what another tool denies; none may allow. Receipts know nothing of it. */
  narrow?: ((allowed: Record<string, boolean>) => void)[];
  beforeSend?: BeforeSend;
  /** What has to be done before anything is decided: until then every call waits. */
  after?: Promise<unknown>;
}

/** The options with which to begin. With wrong ones nothing does: they are warned of, and have no site. */
export function checked(options: SaysoOptions, { location }: Pick<Window, 'location'>): SaysoOptions {
  const parsed = parseConfig(options, location.href);
  if (typeof parsed !== 'string') return parsed;
  console.warn(`sayso: ${parsed}`);
  return { site: '', collector: '' };
}

/** The options with `collector` as an absolute address without a slash at its end; or what is wrong with them. */
export function parseConfig(options: SaysoOptions, page: string): SaysoOptions | string {
  const { site, collector } = Object(options);
  if (!/^[a-z0-9-]{2,40}$/.test(site ?? '')) return `no site id: ${site}`;
  try {
    const { href } = new URL(collector || '//', page);
    if (/^https?:/.test(href)) return { ...options, collector: href.replace(/\/$/, '') };
  } catch {
    // Said below.
  }
  return `no address: ${collector}`;
}
