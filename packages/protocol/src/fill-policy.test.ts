import { expect, test } from 'vitest';
import { example, parse } from '../test/example-policy.ts';
import { fillPolicy, type PublishedFields } from './fill-policy.ts';
import type { PolicyDocument } from './policy.ts';

const { controller, purposes, regimes } = example();
const least = { controller, purposes, regimes };

test.each<[string, object]>([
  ['the least', least],
  ['the contract', example()],
  ['half of each section', { ...least, ask: { grantedDays: 365 }, signals: { dnt: true }, capture: {} }],
  ['connections to other tools', { ...least, connections: { google: { waitForUpdate: 0 }, shopify: true } }],
  ['grants by page code', { ...least, api: { allowed: true, reason: 'ours' } }],
])('a page that fetches a document decides as the collector does: %s', (_name, given) => {
  const document = parse(given) as PolicyDocument;
  const { eventProps, retention, notice, promises, cookieDomain, api, ...rest } = document;
  expect(fillPolicy({ ...given, site: 'shop', version: 2, materialSince: 1 } as PublishedFields)).toEqual({
    ...rest,
    site: 'shop',
    version: 2,
    materialSince: 1,
    ...(api.allowed ? { api } : {}),
  });
});

test('what is asked for apart is marked, so that a page need not know which ids are', () => {
  const given = { ...least, purposes: [...purposes, { id: 'overseas-transfer' }] };
  const filled = fillPolicy({ ...given, site: 'shop', version: 1, materialSince: 1 } as PublishedFields);
  expect(filled.purposes.filter(({ separate }) => separate).map(({ id }) => id)).toEqual([
    'overseas-transfer',
  ]);
});
