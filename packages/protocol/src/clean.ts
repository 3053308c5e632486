/** Query parameters that say where a visit came from, and nothing about the visitor. */
const CAMPAIGN = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

/**
 * An address without what may name a person: no userinfo, no fragment, of the query only the campaign,
 * and `:id` for path segments that are UUIDs, long numbers or addresses. Null for what is no http(s) address.
 */
export function cleanUrl(address: unknown, base?: string): string | null {
  const url = parseUrl(address, base);
  if (!url) return null;
  const query = new URLSearchParams();
  for (const name of CAMPAIGN) {
    const value = url.searchParams.get(name);
    if (value) query.set(name, cleanText(value, 100));
  }
  const search = query.toString();
  return url.origin + cleanPath(url.pathname) + (search && `?${search}`);
}

/** A referrer: on the same origin its address, elsewhere only the origin. */
export function cleanReferrer(address: unknown, page: string): string | null {
  const url = parseUrl(address);
  if (!url) return null;
  return url.origin === parseUrl(page)?.origin ? url.origin + cleanPath(url.pathname) : url.origin;
}

/** A path with `:id` for segments that stand for one person or one order. */
export const cleanPath = (path: string): string =>
  path
    .split('/')
    .map((s) => (isId(s) ? ':id' : s))
    .join('/');

/** Text without e-mail addresses, runs of digits (phones, cards, orders) and long codes; cut at `max` characters. */
export function cleanText(text: string, max: number): string {
  const cleaned = text
    .replace(/\s+/g, ' ')
    .replace(EMAIL, '[email]')
    .replace(CODE, '[code]')
    .replace(NUMBER, '[number]')
    .trim();
  // Cut between code points, never inside one.
  return cleaned.slice(0, max).replace(/[\ud800-\udbff]$/, '');
}

export const EMAIL = /[^\s@<>]{1,64}@[^\s@<>]{1,255}/g;
/** As long as a hash or a token; dots are in it, since a token may have parts. */
export const CODE = /[\w+=/.-]{32,}/g;
export const NUMBER = /\+?\d(?:[ ()./-]{0,2}\d){6,30}/g;

/** UUIDs, numbers of five digits and more, long hexadecimal or base64 codes, and anything with an @ in it. */
const isId = (segment: string): boolean =>
  /@|%40|^\d{5,}$|^[#+]?\d[\d-]{5,}$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{16,}$|^(?=.*\d)[\w-]{24,}$/i.test(
    segment,
  );

function parseUrl(address: unknown, base?: string): URL | null {
  try {
    const url = new URL(String(address), base);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
