import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('requests, batches and flushes are told as Prometheus reads them', () => {
  const metrics = createMetrics();
  metrics.request('POST', '/v1/:site/events', 200, 0.004);
  metrics.request('POST', '/v1/:site/events', 200, 0.3);
  metrics.request('BREW', '/*', 404, 60);
  metrics.batch(3, 1, ['denied', 'denied', 'gpc']);
  metrics.flush(0.002, 7);
  const text = metrics.text({ sayso_queue: { help: 'Writes that wait.', value: 2 } });
  for (const line of [
    'sayso_requests_total{method="POST",route="/v1/:site/events",status="200"} 2',
    'sayso_requests_total{method="other",route="/*",status="404"} 1',
    'sayso_request_duration_seconds_bucket{route="/v1/:site/events",le="0.0025"} 0',
    'sayso_request_duration_seconds_bucket{route="/v1/:site/events",le="0.005"} 1',
    'sayso_request_duration_seconds_bucket{route="/v1/:site/events",le="0.5"} 2',
    'sayso_request_duration_seconds_bucket{route="/*",le="10"} 0',
    'sayso_request_duration_seconds_bucket{route="/*",le="+Inf"} 1',
    'sayso_request_duration_seconds_count{route="/v1/:site/events"} 2',
    'sayso_batch_events_bucket{le="10"} 1',
    'sayso_events_total{outcome="accepted"} 3',
    'sayso_refusals_total{reason="denied"} 2',
    'sayso_flush_duration_seconds_sum 0.002',
    'sayso_commit_writes_count 1',
    '# TYPE sayso_queue gauge',
    'sayso_queue 2',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  // Each line is a comment or a sample, and each metric says its type once.
  expect(
    text.split('\n').filter((line) => line && !/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [\d.e+-]+)$/.test(line)),
  ).toEqual([]);
  const types = text.match(/^# TYPE \w+/gm) ?? [];
  expect(new Set(types).size).toBe(types.length);
});

test('what a client can choose makes no new lines', () => {
  const metrics = createMetrics();
  for (let i = 0; i < 100; i++) metrics.request(`X${i}`, '/*', 404, 0.1);
  expect(metrics.text({}).match(/^sayso_requests_total/gm)).toHaveLength(1);
});
