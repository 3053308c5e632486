import type { MiddlewareHandler } from 'hono';
import type { Metrics } from '../metrics.ts';
import type { Vars } from './context.ts';

/** Counts each request by its route's pattern. */
export const measure = (metrics: Metrics): MiddlewareHandler<Vars> =>
  async function measured(c, next) {
    const began = performance.now();
    await next();
    metrics.request(c.req.method, c.req.routePath, c.res.status, (performance.now() - began) / 1_000);
  };
