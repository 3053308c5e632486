import type { Deps } from '../deps.ts';
import { readGauges } from '../gauges.ts';
import type { Request } from '../http/context.ts';
import { maySeeInside } from '../http/local.ts';
import { Problem } from '../http/problem.ts';
import type { Metrics } from '../metrics.ts';

/** `GET /metrics`: how the collector does, as Prometheus reads it; to this machine, or with a key for all sites. */
export const getMetrics = (deps: Deps, metrics: Metrics) =>
  async function prometheus(c: Request): Promise<Response> {
    if (!(await maySeeInside(c, deps)))
      throw new Problem('no-key', 'expected Authorization: Bearer and a key');
    const text = metrics.text(await readGauges(deps.store, deps.options.data));
    return c.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  };
