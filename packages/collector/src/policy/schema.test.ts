import { readFileSync } from 'node:fs';
import { parsePolicy } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { problems, type Schema } from '../../test/json-schema.ts';
import { demoPolicy } from '../cli/demo.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schema/policy.schema.json', import.meta.url), 'utf8'),
) as Schema;

const minimal = () => ({
  controller: { name: 'Demo Store', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
  purposes: [{ id: 'analytics', events: ['click'] }] as object[],
  regimes: { default: 'opt-in' } as Record<string, string>,
});

/** Contract section 4. */
const full = () => ({
  ...minimal(),
  purposes: [
    { id: 'necessary', always: true },
    { id: 'analytics', events: ['page_view', 'configure'], retentionDays: 90 },
    {
      id: 'marketing',
      gpc: true,
      cookies: ['_fbp', { name: '_ga_*', domain: 'shop.example', path: '/cups', days: 0 }],
      storage: ['_hj*'],
      hosts: ['cdn.example'],
      recipients: [
        {
          name: 'Meta',
          contact: 'dpo@meta.example',
          country: 'US',
          how: 'over the network',
          items: ['hashed e-mail'],
          transferBasis: 'SCC',
          policyUrl: 'https://meta.example/p',
        },
      ],
    },
    { id: 'health', sensitive: true, separate: true, events: [] },
  ],
  region: { trustPage: false },
  ask: { grantedDays: 180, refusedDays: 180 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
  capture: {
    hold: false,
    sources: [
      ...[
        'page',
        'click',
        'markup',
        'dataLayer',
        'search',
        'form',
        'scroll',
        'engagement',
        'vitals',
        'error',
      ],
      ...['structured', 'selectors'],
    ],
    hashRoutes: true,
    searchParams: ['q', 'filter[text]'],
    sample: { page_view: 0.25 },
    selectors: {
      product: 'main > .product',
      id: '.product @data-product-id',
      name: 'h1',
      variant: '.variant',
      brand: '.brand',
      category: '.crumbs',
      price: 'meta[itemprop="price"] @content',
      currency: 'EUR',
      locale: 'de-CH',
      addToCart: 'button[name=add]',
      cartRequest: '/cart/add',
      cartCount: '.cart-count',
    },
  },
  api: { allowed: true, reason: 'an app of ours asks' },
  cookieDomain: 'shop.example',
  reloadOnWithdraw: true,
  connections: {
    google: {
      purposes: { ad_storage: ['marketing', 'health'], functionality_storage: ['necessary'] },
      waitForUpdate: 0,
      regions: ['DE', 'US-CA'],
      urlPassthrough: true,
      adsDataRedaction: false,
    },
    shopify: true,
    wp: { purposes: { 'statistics-anonymous': ['analytics'] } },
    meta: {},
    uet: true,
    clarity: { purposes: { ad_Storage: ['marketing'] } },
    dataLayer: true,
  },
  eventProps: { configure: { colour: 'string' } },
  retention: {
    receiptsYears: 5,
    refusalMonths: 24,
    accessLogDays: 90,
    auditYears: 7,
    aggregateYears: 2,
    backupDays: 7,
    graceDays: 30,
    keepReceiptsAfterErasure: false,
  },
  notice: { materialChangeDays: 30 },
  texts: {
    en: { title: 'Hi', body: 'B', purposes: { analytics: { name: 'A', description: 'D', refusal: 'R' } } },
  },
  promises: [{ id: 'logs-90-days', text: { en: 'A' }, check: { kind: 'retention', of: 'event', days: 90 } }],
});

/** The first document in docs/policy.md. */
const documented = (): unknown => {
  const text = readFileSync(new URL('../../../../docs/policy.md', import.meta.url), 'utf8');
  return JSON.parse(/```json\n(.*?)```/s.exec(text)?.[1] ?? '');
};

const taken = (policy: unknown): boolean => 'policy' in parsePolicy(policy);

describe('the published schema and the policy check agree', () => {
  test.each<[string, unknown]>([
    ['the demo', demoPolicy()],
    ['the least', minimal()],
    ['what the documentation shows', documented()],
    ['everything', full()],
  ])('on what is fine: %s', (_name, policy) => {
    expect(problems(schema, policy)).toEqual([]);
    expect(taken(policy)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['an unknown field', { ...full(), extra: 1 }],
    ['an unknown field of a section', { ...full(), ask: { days: 1 } }],
    ['no controller', { ...full(), controller: undefined }],
    [
      'an address elsewhere',
      { ...full(), controller: { ...full().controller, privacyPolicyUrl: '//evil.example' } },
    ],
    [
      'an address that runs',
      { ...full(), controller: { ...full().controller, privacyPolicyUrl: 'javascript:1' } },
    ],
    ['no purpose', { ...full(), purposes: [] }],
    ['an odd id', { ...full(), purposes: [{ id: 'A' }] }],
    ['a taken id', { ...full(), purposes: [{ id: 'constructor' }] }],
    ['an odd event', { ...full(), purposes: [{ id: 'a', events: ['Click'] }] }],
    ['an event twice', { ...full(), purposes: [{ id: 'a', events: ['click', 'click'] }] }],
    ['no default regime', { ...full(), regimes: { US: 'opt-out' } }],
    ['an odd region', { ...full(), regimes: { default: 'opt-in', usa: 'opt-out' } }],
    ['an odd regime', { ...full(), regimes: { default: 'opt_in' } }],
    ['a cookie with a space', { ...full(), purposes: [{ id: 'a', cookies: ['a b'] }] }],
    ['a cookie without a name', { ...full(), purposes: [{ id: 'a', cookies: [{ path: '/' }] }] }],
    [
      'a cookie that is older than days count',
      { ...full(), purposes: [{ id: 'a', cookies: [{ name: 'a', days: -1 }] }] },
    ],
    ['an address as host', { ...full(), purposes: [{ id: 'a', hosts: ['https://a.example'] }] }],
    ['no days', { ...full(), ask: { grantedDays: 0 } }],
    ['a connection to nobody', { ...full(), connections: { googel: true } }],
    ['a connection that is none', { ...full(), connections: { meta: false } }],
    [
      'a field that the tool does not have',
      { ...full(), connections: { uet: { purposes: { ads: ['a'] } } } },
    ],
    ['a field for nothing', { ...full(), connections: { uet: { purposes: { ad_storage: [] } } } }],
    ['an odd place for the default', { ...full(), connections: { google: { regions: ['usa'] } } }],
    ['an odd source', { ...full(), capture: { sources: ['keys'] } }],
    ['an odd parameter', { ...full(), capture: { ...full().capture, searchParams: ['a b'] } }],
    ['a share of more than all', { ...full(), capture: { ...full().capture, sample: { page_view: 2 } } }],
    ['a share of nobody', { ...full(), capture: { ...full().capture, sample: { page_view: 0 } } }],
    ...(
      [
        ['no id', { id: undefined }],
        ['a field’s value', { id: 'input @value' }],
        ['an odd attribute', { id: 'input @Data' }],
        ['an attribute of a button', { addToCart: 'button @id' }],
        ['an odd locale', { locale: 'German' }],
        ['a request that is any', { cartRequest: '/' }],
      ] as const
    ).map(([name, change]): [string, unknown] => [
      name,
      { ...full(), capture: { ...full().capture, selectors: { ...full().capture.selectors, ...change } } },
    ]),
    ['an odd kind', { ...full(), eventProps: { configure: { a: 'text' } } }],
    ['a top level as domain', { ...full(), cookieDomain: 'com' }],
    ['no language', { ...full(), texts: {} }],
    ['an odd language', { ...full(), texts: { english: {} } }],
    ['an empty title', { ...full(), texts: { en: { title: '' } } }],
    ['a purpose without a name', { ...full(), texts: { en: { purposes: { analytics: {} } } } }],
    ['a promise without a check', { ...full(), promises: [{ id: 'a', text: { en: 'A' } }] }],
  ])('on what is not: %s', (_name, policy) => {
    const given: unknown = JSON.parse(JSON.stringify(policy));
    expect(problems(schema, given)).not.toEqual([]);
    expect(taken(given)).toBe(false);
  });

  test('on every field and its default', () => {
    const parsed = parsePolicy(minimal());
    const document = 'policy' in parsed ? parsed.policy : {};
    const fields = schema.properties as Record<string, Schema>;
    expect(Object.keys(fields).sort()).toEqual([...Object.keys(full()), '$schema'].sort());
    for (const section of ['region', 'ask', 'signals', 'capture', 'retention', 'notice'] as const) {
      const inner = fields[section]?.properties as Record<string, Schema>;
      expect(Object.fromEntries(Object.entries(inner).map(([name, rule]) => [name, rule.default]))).toEqual(
        (document as Record<string, unknown>)[section],
      );
    }
  });
});
