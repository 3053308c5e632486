import type { Deps } from './deps.ts';
import { createOutage } from './http/outage.ts';
import { createMetrics, type Metrics } from './metrics.ts';

/** What notes how requests end: all that answers them shares one. */
export interface Watch {
  metrics: Metrics;
  /** Tells of a request that could not be stored. */
  outage: ReturnType<typeof createOutage>;
}

/** Of one collector. */
export function createWatch({ store, telemetry, log, now }: Deps): Watch {
  const metrics = createMetrics(telemetry ?? null);
  store.watch((ms, writes) => metrics.flush(ms / 1_000, writes));
  return { metrics, outage: createOutage(log, now) };
}
