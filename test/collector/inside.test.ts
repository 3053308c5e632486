import { describe, expect, test } from 'vitest';
import { type Collector, NO, startCollector, YES } from './harness.ts';

const LOCAL = { peer: '127.0.0.1' };
const value = (text: string, sample: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${sample} `))
      ?.split(' ')
      .at(-1) ?? Number.NaN,
  );

async function used(collector: Collector): Promise<void> {
  const [visitor, other] = [collector.visitor(), collector.visitor()];
  await visitor.say(YES);
  await visitor.send([visitor.event(), visitor.event()]);
  await other.say(NO);
  await other.send([other.event()]);
  await collector.request('/v1/shop/nothing-secret-path');
}

describe('/metrics', () => {
  test('tells what happened, by route, outcome and reason, and nothing of whom', async () => {
    const collector = await startCollector();
    await used(collector);
    const { status, text, headers } = await collector.request('/metrics', LOCAL);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const total = 'sayso_requests_total{method="POST",route="/v1/:site';
    expect(value(text, `${total}/receipts",status="201"}`)).toBe(2);
    expect(value(text, `${total}/events",status="200"}`)).toBe(2);
    expect(value(text, 'sayso_events_total{outcome="accepted"}')).toBe(2);
    expect(value(text, 'sayso_refusals_total{reason="denied"}')).toBe(1);
    expect(value(text, 'sayso_batch_events_bucket{le="1"}')).toBe(1);
    for (const sample of [
      'sayso_flush_duration_seconds_count',
      'sayso_disk_free_bytes',
      'sayso_data_bytes',
      'process_resident_memory_bytes',
    ]) {
      expect(value(text, sample), sample).toBeGreaterThan(0);
    }
    expect(value(text, 'sayso_queue')).toBe(0);
    expect(text).not.toMatch(/shop|secret|203\.0\.113/);
    await collector.close();
  });

  test('answers this machine, and a key for all sites; nobody else, and no visitor through a proxy here', async () => {
    const collector = await startCollector();
    const status = async (init = {}) => (await collector.request('/metrics', init)).status;
    expect(await status()).toBe(401);
    expect(await status({ peer: '::1' })).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
      expect(await status({ ...LOCAL, headers: { [name]: '203.0.113.7' } }), name).toBe(401);
    }
    for (const [role, site, expected] of [
      ['auditor', null, 200],
      ['analyst', null, 200],
      ['owner', 'shop', 401],
      ['identity', null, 401],
    ] as const) {
      expect((await (await collector.key(role, site)).ask('/metrics')).status, role).toBe(expected);
    }
    await collector.close();
  });
});

test('/readyz tells why nothing can be stored to this machine or a key, to others only that it is so', async () => {
  const collector = await startCollector();
  const key = await collector.key('auditor');
  expect((await collector.request('/readyz')).json).toEqual({ status: 'ready' });
  collector.clock.forward(5_000);
  collector.store.ready = () => Promise.reject(new Error('the disk is full'));
  const answers = [
    await collector.request('/readyz', LOCAL),
    await key.ask('/readyz'),
    await collector.request('/readyz'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(answers.map(({ text }) => text.includes('the disk is full'))).toEqual([true, true, false]);
  await collector.close();
});

test('an outage is a line in the log each ten seconds, with its reason and how many it hit', async () => {
  const collector = await startCollector();
  const visitor = collector.visitor();
  await collector.store.close();
  for (let i = 0; i < 5; i++) expect((await visitor.say(YES)).status).toBe(503);
  expect(collector.lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', code: 'busy', count: 1 },
  ]);
  collector.clock.forward(11_000);
  await visitor.say(YES);
  expect(JSON.parse(collector.lines[1] ?? '')).toMatchObject({ code: 'busy', count: 5 });
  expect(collector.lines.join()).not.toContain(visitor.subject);
  await collector.close();
});
