import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { difference } from './documented.ts';
import { type Collector, startCollector, YES } from './harness.ts';

let collector: Collector;
// biome-ignore lint/suspicious/noExplicitAny: a test asserts what is in it
let document: any;
beforeAll(async () => {
  collector = await startCollector();
  document = (await collector.request('/openapi.json')).json;
});
afterAll(() => collector.close());

const calls = (): string[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method} ${path}`),
  );

describe('/openapi.json', () => {
  test('has every call that the collector answers, and no other; the log’s forms are C2SP’s', () => {
    const served = collector.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/log/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(new Set(served).size).toBeGreaterThan(30);
    expect([...new Set(served)].sort()).toEqual(calls().sort());
  });

  test('tells what a body must have, as it is checked', async () => {
    const { post } = document.paths['/v1/{site}/receipts'];
    const { schema } = post.requestBody.content['application/json'];
    expect(schema.required.sort()).toEqual(['at', 'id', 'method', 'policyVersion', 'purposes']);
    expect(schema.properties.method.enum).toContain('reject-all');
    for (const name of schema.required) {
      const body: Record<string, unknown> = { ...collector.visitor().receipt(YES) };
      delete body[name];
      expect((await collector.post('/v1/shop/receipts', body)).status, name).toBe(422);
    }
    const { parameters } = document.paths['/admin/v1/{site}/events.ndjson'].get;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'for', in: 'query', required: true }));
  });

  test.each([
    ['/v1/{site}/policy', 'for', false],
    ['/v1/{site}/policies/{version}', 'for', false],
    ['/v1/{site}/pixel.gif', 'name', false],
    ['/v1/{site}/log', 'from', false],
    ['/v1/{site}/proof', 'leaf', true],
  ])('names what the query of %s may say', (path, name, required) => {
    expect(document.paths[path].get.parameters).toContainEqual(
      expect.objectContaining({ name, in: 'query', required }),
    );
  });

  test('is one that programs can read: each reference leads somewhere, each call says its answers', () => {
    expect(document.openapi).toBe('3.1.0');
    const refs = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(new Set(refs)).toEqual(new Set(['"$ref":"#/components/schemas/problem"']));
    for (const call of calls()) {
      const [method = '', path = ''] = call.split(' ');
      const { responses, summary, parameters } = document.paths[path][method];
      expect(summary, call).toMatch(/\w/);
      expect(Object.keys(responses), call).toEqual(expect.arrayContaining(['429', '500', '503']));
      const inPath = parameters
        .filter((one: { in: string }) => one.in === 'path')
        .map((one: { name: string }) => `{${one.name}}`);
      expect(inPath, call).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });
});

test('an answer that is not as documented is told: what all other tests of the collector rest on', () => {
  const answer = {
    method: 'GET',
    path: '/healthz',
    status: 200,
    type: 'application/json',
    text: '{"status":"ok"}',
  };
  expect(difference(document, answer)).toBeNull();
  for (const wrong of [
    { text: '{"status":"fine"}' },
    { text: '{"status":"ok","more":1}' },
    { text: '{}' },
    { status: 418 },
    { type: 'text/plain' },
  ]) {
    expect(difference(document, { ...answer, ...wrong }), JSON.stringify(wrong)).toMatch(/^GET \/healthz/);
  }
});
