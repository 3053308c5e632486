import type { MiddlewareHandler } from 'hono';

const NOSNIFF = ['x-content-type-options', 'nosniff'] as const;
/** What a route may say otherwise: nothing here is a page unless it says so. */
const UNLESS_SAID = [
  ['referrer-policy', 'no-referrer'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cache-control', 'no-store'],
] as const;

/** Headers that every answer has. */
export const SECURITY: Readonly<Record<string, string>> = Object.fromEntries([NOSNIFF, ...UNLESS_SAID]);

/** Adds them to what a route has answered. */
export const security: MiddlewareHandler = async (c, next) => {
  await next();
  // Of the answer itself: `c.header` would make another one of it, with its body as a stream.
  const { headers } = c.res;
  headers.set(...NOSNIFF);
  for (const [name, value] of UNLESS_SAID) if (!headers.has(name)) headers.set(name, value);
};
