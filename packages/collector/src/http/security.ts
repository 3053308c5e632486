import type { MiddlewareHandler } from 'hono';

/** Headers that every answer has: nothing here is a page unless its route says so. */
export const security: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', c.res.headers.get('referrer-policy') ?? 'no-referrer');
  if (!c.res.headers.has('content-security-policy')) {
    c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  }
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
};
