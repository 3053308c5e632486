import type { MiddlewareHandler } from 'hono';
import type { Request, Vars } from './context.ts';
import { Problem } from './problem.ts';
import type { Take } from './rate.ts';

/** Ends a request that comes too soon after others of its address. A choice has a bucket of its own. */
export const limit = (take: Take, now: () => number): MiddlewareHandler<Vars> =>
  async function limited(c, next) {
    const wait = isChoice(c) ? null : take(c.get('facts').address, now());
    if (wait) throw slowDown(wait);
    await next();
  };

/** The same for all requests of a site, so that one that is flooded takes nothing from the others. */
export const limitSite = (take: Take, now: () => number): MiddlewareHandler<Vars> =>
  async function limitedSite(c, next) {
    const wait = isChoice(c) ? null : take(c.get('site').site.id, now());
    if (wait) throw slowDown(wait);
    await next();
  };

const isChoice = (c: Request): boolean => c.req.method === 'POST' && /\/(receipts|opt-out)$/.test(c.req.path);

export const slowDown = (seconds: number): Problem =>
  new Problem('slow-down', `try again in ${seconds} s`, { retryAfter: seconds });
