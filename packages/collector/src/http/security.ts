import type { MiddlewareHandler } from 'hono';

/** Headers that every answer has: nothing here is a page unless its route says so. */
export const security: MiddlewareHandler = async (c, next) => {
  await next();
  // Of the answer itself: `c.header` would make another one of it, with its body as a stream.
  const { headers } = c.res;
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'no-referrer');
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  }
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
};
