import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort, startCollector } from '../faults/collector.mjs';

interface Span {
  name: string;
  traceId: string;
  parentSpanId?: string;
  kind: number;
  attributes: { key: string; value: Record<string, unknown> }[];
}

/** Takes what is sent by OTLP over HTTP, as JSON. */
async function openReceiver() {
  const got: { path: string; headers: unknown; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    got.push({ path: request.url ?? '', headers: request.headers, body });
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sent = (path: string, list: string) =>
    got
      .filter((one) => one.path === path)
      .flatMap(({ body }) => JSON.parse(body)[`resource${list}`])
      .flatMap((resource) => resource[`scope${list}`]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    spans: (): Span[] => sent('/v1/traces', 'Spans').flatMap(({ spans }) => spans),
    metrics: (): { name: string }[] => sent('/v1/metrics', 'Metrics').flatMap(({ metrics }) => metrics),
    close: () => server.close(),
  };
}

/** A collector of the demo, used by a visitor and stopped. */
async function used(env: Record<string, string>, args: string[] = [], headers: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-telemetry-'));
  const collector = startCollector({ data: folder, port: await freePort(), args, env });
  await collector.ready;
  const { url } = collector;
  const subject = randomBytes(16).toString('base64url');
  const at = new Date().toISOString();
  const post = (path: string, body: unknown) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'user-agent': 'Browser-of-hers', ...headers },
      body: JSON.stringify(body),
    });
  const purposes = { preferences: true, analytics: true, marketing: false };
  const choice = { id: randomUUID(), subject, purposes, policyVersion: 1, method: 'save', at };
  expect((await post('/v1/demo/receipts', choice)).status).toBe(201);
  const page = { id: 'p', url: 'https://shop.example/secret-path', path: '/secret-path' };
  const events = [{ id: randomUUID(), name: 'page_view', at: new Date().toISOString(), page }];
  const answer = await post('/v1/demo/events', { subject, sentAt: new Date().toISOString(), events });
  expect([answer.status, await answer.json()]).toMatchObject([200, { accepted: 1 }]);
  await fetch(`${url}/v1/demo/nothing-secret-path?${subject}`, { headers });
  expect((await collector.stop()).code).toBe(0);
  rmSync(folder, { recursive: true });
  return { said: collector.said(), subject };
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };

test('with OpenTelemetry’s variables set, requests and figures are sent; nothing of whom', async () => {
  const receiver = await openReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  const { subject } = await used(env, [], PARENT);
  const spans = receiver.spans();
  expect(spans.map(({ name }) => name)).toEqual([
    'POST /v1/:site/receipts',
    'POST /v1/:site/events',
    'GET /v1/:site/*',
  ]);
  expect(spans[1]).toMatchObject({
    kind: 2,
    attributes: [
      { key: 'http.request.method', value: { stringValue: 'POST' } },
      { key: 'http.route', value: { stringValue: '/v1/:site/events' } },
      { key: 'http.response.status_code', value: { intValue: 200 } },
    ],
  });
  expect(new Set(receiver.metrics().map(({ name }) => name))).toEqual(
    new Set([
      'http.server.request.duration',
      'sayso.batch.events',
      'sayso.events',
      'sayso.flush.duration',
      'sayso.commit.writes',
      'sayso_queue',
      'sayso_disk_free_bytes',
      'sayso_data_bytes',
      'process_resident_memory_bytes',
      'process_uptime_seconds',
    ]),
  );
  expect(receiver.got[0]?.body).toContain('"stringValue":"sayso-collector"');
  for (const secret of [
    subject,
    'secret',
    'demo',
    'Browser-of-hers',
    '127.0.0.1:',
    TRACE,
    process.execPath,
  ]) {
    const told = receiver.got.map(({ body }) => body).join('\n');
    expect(told, secret).not.toContain(secret);
  }
  receiver.close();
});

test('a trace is joined where a trusted proxy passes it on, and for nobody else', async () => {
  const receiver = await openReceiver();
  const env = {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_SERVICE_NAME: 'consent',
  };
  await used(env, ['--trust-proxy', '127.0.0.1'], PARENT);
  expect(receiver.spans().map(({ traceId }) => traceId)).toEqual([TRACE, TRACE, TRACE]);
  expect(receiver.got[0]?.body).toContain('"stringValue":"consent"');
  expect(receiver.metrics()).toEqual([]);
  receiver.close();
});

test('where OpenTelemetry is not installed, it says what to do and goes on; switched off, it says nothing', async () => {
  const hooks = `export async function resolve(name, context, next) {
    if (name.startsWith('@opentelemetry/')) throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }`;
  const module = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(module(hooks))});`;
  const env = {
    NODE_OPTIONS: `--import ${module(register)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
  };
  expect((await used(env)).said).toMatch(
    /"OTEL_EXPORTER_OTLP_ENDPOINT is set, but OpenTelemetry is not installed, so nothing is sent: npm install @opentelemetry\/sdk-node"/,
  );
  expect((await used({ ...env, OTEL_SDK_DISABLED: 'true' })).said).not.toMatch(/OTEL|OpenTelemetry/);
});

test('a receiver that is gone stops neither the collector nor its end', async () => {
  const receiver = await openReceiver();
  receiver.close();
  const began = performance.now();
  await used({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
  expect(performance.now() - began).toBeLessThan(20_000);
});
