import type { Meter, Tracer } from '@opentelemetry/api';
import type { Env } from './env.ts';
import type { Gauges } from './gauges.ts';
import type { Log } from './log.ts';
import type { Recorder } from './metrics.ts';
import { version } from './version.ts';

/** A request that has been answered. */
export interface Ended {
  method: string;
  /** Its pattern, never the path that was asked for. */
  route: string;
  status: number;
  /** Milliseconds since 1970. */
  began: number;
  ended: number;
}

/** Reads a header of a request. */
export type ReadHeader = (name: string) => string | undefined;

/**
 * What goes to OpenTelemetry: the figures of `/metrics`, and a span for each request. No path, address, browser,
 * subject or site is in it.
 */
export interface Telemetry extends Recorder {
  /** `header`: of a request that a trusted proxy has passed on, whose trace it joins; null for any other. */
  span(request: Ended, header: ReadHeader | null): void;
  /** Sends what is left. Never throws. */
  stop(): Promise<void>;
}

/** What the standard names for "send it somewhere". */
const TURNS_ON = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
  'OTEL_TRACES_EXPORTER',
  'OTEL_METRICS_EXPORTER',
];
const KIND_SERVER = 1;
const STATUS_ERROR = 2;

/** The variable that asks for telemetry; null where none does. */
export const asksForTelemetry = (env: Env): string | null =>
  /^true$/i.test(env.OTEL_SDK_DISABLED ?? '')
    ? null
    : (TURNS_ON.find((name) => (env[name]?.trim() || 'none') !== 'none') ?? null);

/**
 * Starts OpenTelemetry as its environment variables say (OpenTelemetry specification, "Environment Variable
 * Specification"); null where none asks for it, or where its SDK is not installed, which is said.
 */
export async function startTelemetry(
  env: Env,
  log: Log,
  gauges: () => Promise<Gauges>,
): Promise<Telemetry | null> {
  const asking = asksForTelemetry(env);
  if (!asking) return null;
  const loaded = await load();
  if (!loaded) {
    log.warn(
      `${asking} is set, but OpenTelemetry is not installed, so nothing is sent: npm install @opentelemetry/sdk-node`,
      { code: 'telemetry' },
    );
    return null;
  }
  const { api, node } = loaded;
  const isNamed = env.OTEL_SERVICE_NAME || /(^|,)\s*service\.name=/.test(env.OTEL_RESOURCE_ATTRIBUTES ?? '');
  const sdk = new node.NodeSDK({
    ...(isNamed ? {} : { serviceName: 'sayso-collector' }),
    // Not the machine's name and user, nor the command with its arguments.
    resourceDetectors: [node.resources.envDetector],
    instrumentations: [],
    logRecordProcessors: [],
  });
  sdk.start();
  const tracer = api.trace.getTracer('sayso', version());
  const meter = api.metrics.getMeter('sayso', version());
  await observe(meter, gauges);
  return {
    ...recorderOf(meter),
    span: spanner(api, tracer),
    stop: () => sdk.shutdown().catch((error: unknown) => log.unexpected(error, { code: 'telemetry' })),
  };
}

type Api = typeof import('@opentelemetry/api');

async function load() {
  try {
    return { api: await import('@opentelemetry/api'), node: await import('@opentelemetry/sdk-node') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** One span, made when its request has ended: until then nobody needs it. */
const spanner =
  (api: Api, tracer: Tracer): Telemetry['span'] =>
  ({ method, route, status, began, ended }, header) => {
    const carrier = header ? { traceparent: header('traceparent'), tracestate: header('tracestate') } : {};
    const span = tracer.startSpan(
      `${method} ${route}`,
      {
        kind: KIND_SERVER,
        startTime: began,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
        },
      },
      api.propagation.extract(api.ROOT_CONTEXT, carrier),
    );
    if (status >= 500) span.setStatus({ code: STATUS_ERROR });
    span.end(ended);
  };

/** The counts of `/metrics`, under the names of OpenTelemetry's conventions where it has one. */
function recorderOf(meter: Meter): Recorder {
  const durations = meter.createHistogram('http.server.request.duration', { unit: 's' });
  const batches = meter.createHistogram('sayso.batch.events');
  const events = meter.createCounter('sayso.events');
  const refusals = meter.createCounter('sayso.refusals');
  const flushes = meter.createHistogram('sayso.flush.duration', { unit: 's' });
  const writes = meter.createHistogram('sayso.commit.writes');
  return {
    request: (method, route, status, seconds) =>
      durations.record(seconds, {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      }),
    batch(accepted, duplicate, refused) {
      batches.record(accepted + duplicate + refused.length);
      if (accepted) events.add(accepted, { outcome: 'accepted' });
      if (duplicate) events.add(duplicate, { outcome: 'duplicate' });
      if (refused.length) events.add(refused.length, { outcome: 'refused' });
      for (const reason of refused) refusals.add(1, { reason });
    },
    flush(seconds, jobs) {
      flushes.record(seconds);
      writes.record(jobs);
    },
  };
}

async function observe(meter: Meter, read: () => Promise<Gauges>): Promise<void> {
  const made = Object.entries(await read()).map(([name, { help }]) => ({
    name,
    gauge: meter.createObservableGauge(name, { description: help }),
  }));
  meter.addBatchObservableCallback(
    async (result) => {
      const now = await read();
      for (const { name, gauge } of made) {
        const value = now[name]?.value;
        if (value !== undefined) result.observe(gauge, value);
      }
    },
    made.map(({ gauge }) => gauge),
  );
}
