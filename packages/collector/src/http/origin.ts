import type { MiddlewareHandler } from 'hono';
import type { Site } from '../store/port.ts';
import type { Request, Vars } from './context.ts';
import { Problem } from './problem.ts';

/** Whether the request comes from a page of the collector's own origin (or from no browser at all). */
export function isOwn(c: Request): boolean {
  const origin = c.req.header('origin');
  return origin !== undefined && hostOf(origin) === hostOf(c.get('facts').origin);
}

/**
 * Whether a request may change something here: absent and our own origin may, `null` if the site allows it,
 * else the site's origins (contract section 2). It keeps other sites' browsers out and authenticates nobody.
 */
export function mayCall(c: Request, grants: boolean): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  const { site } = c.get('site');
  return origin === 'null' ? lists(site, origin) && !grants : lists(site, origin) || isOwn(c);
}

/** Whether the site lists this origin. */
const lists = ({ origins, allowNullOrigin }: Site, origin: string): boolean =>
  origin === 'null' ? allowNullOrigin : origins.includes(origin);

const readableBy = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'Retry-After',
});

/** The headers by which a page of a listed origin can read an answer that no route has made. */
export const corsOf = (site: Site | null, origin: string | null): Record<string, string> => ({
  vary: 'Origin',
  ...(site && origin !== null && lists(site, origin) && readableBy(origin)),
});

/** Ends the request if its origin may not do this. */
export function requireOrigin(c: Request, grants: boolean): void {
  if (!mayCall(c, grants)) throw new Problem('origin-not-allowed', 'the site does not list this origin');
}

/** CORS for the site's origins: exact echo, no credentials, `Retry-After` readable. */
export const cors: MiddlewareHandler<Vars> = async (c, next) => {
  const origin = c.req.header('origin');
  const allowed = origin !== undefined && mayCall(c, false);
  if (c.req.method === 'OPTIONS') {
    return c.body(null, 204, {
      vary: 'Origin',
      ...(allowed
        ? {
            'access-control-allow-origin': origin,
            'access-control-allow-methods': 'GET, POST, DELETE',
            'access-control-allow-headers': 'authorization, content-type',
            'access-control-max-age': '7200',
          }
        : {}),
    });
  }
  await next();
  // See `security`.
  const { headers } = c.res;
  headers.append('vary', 'Origin');
  if (allowed) for (const [name, value] of Object.entries(readableBy(origin))) headers.set(name, value);
  return undefined;
};

/** Host and port: a proxy in front may have another scheme. */
function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
