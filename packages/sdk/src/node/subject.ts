import { parseCookie } from '@sayso/protocol';

/**
 * The visitor's subject, out of a request's `Cookie` header; null where nothing was allowed, or the cookie is
 * there twice. It is a secret of the visitor's browser: keep it no longer than the order it is needed for, and
 * write it into no log.
 */
export function subjectOf(cookieHeader: string | null | undefined, site: string): string | null {
  const values = `${cookieHeader ?? ''}`.split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    return name === `sayso-${site}` || name === `__Host-sayso-${site}` ? [pair.slice(at + 1).trim()] : [];
  });
  return values.length === 1 ? (parseCookie(values[0] ?? '', [])?.subject ?? null) : null;
}
