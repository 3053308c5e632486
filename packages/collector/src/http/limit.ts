import type { MiddlewareHandler } from 'hono';
import type { Vars } from './context.ts';
import { Problem } from './problem.ts';
import type { Take } from './rate.ts';

/** Ends a request that comes too soon after others of its address. A choice has a bucket of its own. */
export const limit = (take: Take, now: () => number): MiddlewareHandler<Vars> =>
  async function limited(c, next) {
    const choice = c.req.method === 'POST' && /\/(receipts|opt-out)$/.test(c.req.path);
    const wait = choice ? null : take(c.get('facts').address, now());
    if (wait) throw slowDown(wait);
    await next();
  };

export const slowDown = (seconds: number): Problem =>
  new Problem('slow-down', `try again in ${seconds} s`, { retryAfter: seconds });
