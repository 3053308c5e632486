import type { MiddlewareHandler } from 'hono';
import { type Metrics, methodOf } from '../metrics.ts';
import type { Telemetry } from '../telemetry.ts';
import type { Vars } from './context.ts';

/** Counts each request by its route's pattern, and tells of it as a span where somebody listens. */
export const measure = (metrics: Metrics, telemetry: Telemetry | null): MiddlewareHandler<Vars> =>
  async function measured(c, next) {
    const began = performance.now();
    await next();
    const ended = performance.now();
    const [method, route, { status }] = [methodOf(c.req.method), c.req.routePath, c.res];
    metrics.request(method, route, status, (ended - began) / 1_000);
    if (!telemetry) return;
    const { timeOrigin } = performance;
    telemetry.span(
      { method, route, status, began: timeOrigin + began, ended: timeOrigin + ended },
      // A visitor could name any trace, or have every request of hers recorded.
      c.get('facts').proxied ? (name) => c.req.header(name) : null,
    );
  };
