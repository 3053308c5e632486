/** Seconds; of requests and of disk flushes. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Events of a batch, writes of a commit. */
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

const METHODS = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']);

/** Methods that are told apart; any other is `other`, so that nobody makes new lines. */
export const methodOf = (method: string): string => (METHODS.has(method) ? method : 'other');

/** Takes what is counted while the collector runs. Nothing in it is a person's or a site's. */
export interface Recorder {
  /** `route`: its pattern, never the path that was asked for. */
  request(method: string, route: string, status: number, seconds: number): void;
  batch(accepted: number, duplicate: number, refused: readonly string[]): void;
  flush(seconds: number, writes: number): void;
}

export interface Metrics extends Recorder {
  /** Prometheus text, format 0.0.4, with what is measured now. */
  text(gauges: Readonly<Record<string, Gauge>>): string;
}

export interface Gauge {
  help: string;
  value: number;
}

/** `also`: is told the same. */
export function createMetrics(also: Recorder | null = null): Metrics {
  const requests = counter('sayso_requests_total', 'Requests, by method, route and status.');
  const durations = histogram('sayso_request_duration_seconds', 'How long requests took, by route.', SECONDS);
  const batches = histogram('sayso_batch_events', 'Events in a batch.', SIZES);
  const events = counter('sayso_events_total', 'Events, by what became of them.');
  const refusals = counter('sayso_refusals_total', 'Events that were not stored, by reason.');
  const flushes = histogram('sayso_flush_duration_seconds', 'How long commits took to be on disk.', SECONDS);
  const writes = histogram('sayso_commit_writes', 'Writes that shared a commit.', SIZES);
  const all = [requests, durations, batches, events, refusals, flushes, writes];
  return {
    request(method, route, status, seconds) {
      const known = methodOf(method);
      also?.request(known, route, status, seconds);
      requests.add(1, `method="${known}",route="${quoted(route)}",status="${status}"`);
      durations.observe(seconds, `route="${quoted(route)}"`);
    },
    batch(accepted, duplicate, refused) {
      also?.batch(accepted, duplicate, refused);
      batches.observe(accepted + duplicate + refused.length);
      if (accepted) events.add(accepted, 'outcome="accepted"');
      if (duplicate) events.add(duplicate, 'outcome="duplicate"');
      if (refused.length) events.add(refused.length, 'outcome="refused"');
      for (const reason of refused) refusals.add(1, `reason="${quoted(reason)}"`);
    },
    flush(seconds, jobs) {
      also?.flush(seconds, jobs);
      flushes.observe(seconds);
      writes.observe(jobs);
    },
    text: (gauges) =>
      [
        ...all.flatMap((metric) => metric.lines()),
        ...Object.entries(gauges).flatMap(([name, { help, value }]) => [
          ...head(name, help, 'gauge'),
          `${name} ${value}`,
        ]),
        '',
      ].join('\n'),
  };
}

const head = (name: string, help: string, type: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

function counter(name: string, help: string) {
  const values = new Map<string, number>();
  return {
    add: (by: number, labels: string): void => void values.set(labels, (values.get(labels) ?? 0) + by),
    lines: (): string[] => [
      ...head(name, help, 'counter'),
      ...[...values].map(([labels, value]) => `${name}{${labels}} ${value}`),
    ],
  };
}

function histogram(name: string, help: string, bounds: readonly number[]) {
  const series = new Map<string, { counts: number[]; sum: number; count: number }>();
  return {
    observe(value: number, labels = ''): void {
      let one = series.get(labels);
      if (!one) {
        one = { counts: bounds.map(() => 0), sum: 0, count: 0 };
        series.set(labels, one);
      }
      const i = bounds.findIndex((bound) => value <= bound);
      if (i >= 0) one.counts[i] = (one.counts[i] ?? 0) + 1;
      one.sum += value;
      one.count++;
    },
    lines: (): string[] => [
      ...head(name, help, 'histogram'),
      ...[...series].flatMap(([labels, { counts, sum, count }]) => {
        const more = labels && `${labels},`;
        const braces = labels && `{${labels}}`;
        let below = 0;
        return [
          ...counts.map((inside, i) => {
            below += inside;
            return `${name}_bucket{${more}le="${bounds[i]}"} ${below}`;
          }),
          `${name}_bucket{${more}le="+Inf"} ${count}`,
          `${name}_sum${braces} ${sum}`,
          `${name}_count${braces} ${count}`,
        ];
      }),
    ],
  };
}

const quoted = (text: string): string =>
  text.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));
