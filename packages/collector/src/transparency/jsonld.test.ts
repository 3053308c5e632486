import { readFileSync } from 'node:fs';
import type { ReceiptPayload } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { problems, type Schema } from '../../test/json-schema.ts';
import { policy, site } from '../../test/store/samples.ts';
import { type Recorded, receiptPayload } from '../receipt-payload.ts';
import { jsonLdOf } from './jsonld.ts';

const HASH = 'A'.repeat(43);
const AT = '2026-11-21T10:00:00.000Z';
const schema = JSON.parse(
  readFileSync(new URL('../../schema/receipt.schema.json', import.meta.url), 'utf8'),
) as Schema;

const payload = (over: Partial<Recorded> = {}): ReceiptPayload =>
  receiptPayload(
    {
      id: '019aa1b2-0000-7000-8000-000000000001',
      subject: HASH,
      against: policy(3, { ownRisk: 'a reason' }),
      regime: 'opt-in',
      words: { analytics: true, marketing: false },
      confirmed: [],
      allowed: {},
      method: 'save',
      at: AT,
      effective: true,
      late: false,
      prev: HASH,
      locale: 'de-AT',
      textHash: '0'.repeat(64),
      ui: { name: '@sayso/banner', build: 'abc', layer: 1, custom: false },
      ...over,
    },
    {
      site: site('shop'),
      origin: 'https://collector.example',
      place: { region: 'DE', source: 'header' },
      gpc: { header: false, page: true },
      signals: { gpc: true, dnt: false, minor: false },
      receivedAt: AT,
    },
  );
const BARE = payload({
  subject: null,
  prev: null,
  locale: null,
  textHash: null,
  ui: null,
  confirmed: ['sms'],
});

test('the published schema is that of every receipt, with all that may be there and with nothing', () => {
  expect(problems(schema, payload())).toEqual([]);
  expect(problems(schema, BARE)).toEqual([]);
  const names = Object.keys(schema.properties as object).sort();
  expect(names).toEqual([...new Set([payload(), BARE].flatMap((one) => Object.keys(one)))].sort());
  for (const wrong of [
    { sub: 'visitor@shop.example' },
    { email: 'x' },
    { purposes: { analytics: true } },
    { at: 5 },
  ]) {
    expect(problems(schema, { ...payload(), ...wrong }), JSON.stringify(wrong)).not.toEqual([]);
  }
});

test('as JSON-LD it says who, to whom, what for, and since when, in DPV’s words', () => {
  const said = jsonLdOf(payload(), 'a.b.c');
  expect(said).toMatchObject({
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': '019aa1b2-0000-7000-8000-000000000001',
    'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#receipt-record' },
    'dct:language': 'de-AT',
    'dpv:hasJurisdiction': { '@id': 'loc:DE' },
    'dpv:hasDataSubject': { 'dct:identifier': HASH },
    'dpv:hasNotice': { '@id': 'https://collector.example/v1/shop/policies/3' },
  });
  const statuses = (said['dpv:hasProcess'] as { [name: string]: { '@id': string } }[]).map((process) => [
    process['dpv:hasPurpose']?.['@id'],
    process['dpv:hasConsentStatus']?.['@id'],
  ]);
  expect(statuses).toEqual([
    ['dpv:ServiceUsageAnalytics', 'dpv:ConsentGiven'],
    ['dpv:Marketing', 'dpv:ConsentRefused'],
  ]);
});

test.each([
  [{ method: 'withdraw', words: { sms: false } }, 'dpv:ConsentWithdrawn'],
  [{ method: 'opt-out', words: { sms: false } }, 'dpv:ConsentWithdrawn'],
  [{ method: 'reject-all', words: { sms: false } }, 'dpv:ConsentRefused'],
  [
    { method: 'default', words: { sms: null }, allowed: { sms: true }, regime: 'opt-out' },
    'dpv:ConsentUnknown',
  ],
] as [Partial<Recorded>, string][])('%j is %s, and never a consent', (over, state) => {
  expect(JSON.stringify(jsonLdOf(payload(over), 'a.b.c'))).toContain(`"${state}"`);
  expect(JSON.stringify(jsonLdOf(payload(over), 'a.b.c'))).not.toContain('dpv:ConsentGiven');
});

test('nothing of a receipt is left out, and every key has a meaning that its context gives', () => {
  const given = payload({ confirmed: ['analytics'] });
  const said = jsonLdOf(given, 'a.b.c');
  const text = JSON.stringify(said);
  for (const value of Object.values(given)) {
    const parts = typeof value === 'object' && value !== null ? Object.values(value) : [value];
    for (const part of parts.filter(
      (one) => typeof one === 'string' && !['granted', 'denied'].includes(one),
    )) {
      expect(text).toContain(part);
    }
  }
  const prefixes = Object.keys(said['@context'] as object);
  const keys = [...text.matchAll(/"([^"]+)":/g)].map(([, key = '']) => key);
  const top = Object.keys(said).filter((key) => !key.startsWith('@'));
  for (const key of top) expect(prefixes, key).toContain(key.split(':')[0]);
  expect(keys.length).toBeGreaterThan(30);
});
