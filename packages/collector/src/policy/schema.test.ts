import { readFileSync } from 'node:fs';
import { parsePolicy } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { demoPolicy } from '../cli/demo.ts';

type Schema = { [keyword: string]: unknown };

const schema = JSON.parse(
  readFileSync(new URL('../../schema/policy.schema.json', import.meta.url), 'utf8'),
) as Schema;

/** The words of JSON Schema (2020-12) that the file uses; an unknown one fails, so that none is passed over. */
function problems(rule: Schema, value: unknown, path = ''): string[] {
  const found: string[] = [];
  const expect = (fine: boolean, what: string): void => {
    if (!fine) found.push(`${path}: ${what}`);
  };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  const known = (rule.properties ?? {}) as Record<string, Schema>;
  const checks: Record<string, (said: never) => void> = {
    type: (type: string) =>
      expect(
        type === 'object'
          ? isObject
          : type === 'array'
            ? Array.isArray(value)
            : type === 'integer'
              ? Number.isInteger(value)
              : typeof value === type,
        type,
      ),
    enum: (words: unknown[]) => expect(words.includes(value), 'enum'),
    const: (word: unknown) => expect(word === value, 'const'),
    not: (other: Schema) => expect(problems(other, value).length > 0, 'not'),
    pattern: (text: string) =>
      expect(typeof value !== 'string' || new RegExp(text, 'u').test(value), 'pattern'),
    minLength: (n: number) => expect(typeof value !== 'string' || value.length >= n, 'minLength'),
    maxLength: (n: number) => expect(typeof value !== 'string' || value.length <= n, 'maxLength'),
    minimum: (n: number) => expect(typeof value !== 'number' || value >= n, 'minimum'),
    maximum: (n: number) => expect(typeof value !== 'number' || value <= n, 'maximum'),
    minItems: (n: number) => expect(!Array.isArray(value) || value.length >= n, 'minItems'),
    maxItems: (n: number) => expect(!Array.isArray(value) || value.length <= n, 'maxItems'),
    uniqueItems: () => expect(!Array.isArray(value) || new Set(value).size === value.length, 'uniqueItems'),
    minProperties: (n: number) => expect(!isObject || entries.length >= n, 'minProperties'),
    maxProperties: (n: number) => expect(!isObject || entries.length <= n, 'maxProperties'),
    required: (names: string[]) =>
      expect(
        names.every((name) => entries.some(([key]) => key === name)),
        `required ${names}`,
      ),
    anyOf: (some: Schema[]) =>
      expect(
        some.some((one) => !problems(one, value).length),
        'anyOf',
      ),
    items: (item: Schema) => {
      for (const [i, v] of Array.isArray(value) ? value.entries() : []) {
        found.push(...problems(item, v, `${path}[${i}]`));
      }
    },
    propertyNames: (name: Schema) => {
      for (const [key] of entries) found.push(...problems(name, key, `${path}.${key}`));
    },
    properties: () => {
      for (const [key, v] of entries) {
        if (Object.hasOwn(known, key)) found.push(...problems(known[key] ?? {}, v, `${path}.${key}`));
      }
    },
    additionalProperties: (other: Schema | false) => {
      for (const [key, v] of entries.filter(([name]) => !Object.hasOwn(known, name))) {
        if (other === false) expect(false, `unknown ${key}`);
        else found.push(...problems(other, v, `${path}.${key}`));
      }
    },
  };
  for (const [word, said] of Object.entries(rule)) {
    if (['$schema', 'title', 'description', 'default'].includes(word)) continue;
    const check = checks[word];
    if (!check) throw new Error(`unknown word ${word} in the schema`);
    check(said as never);
  }
  return found;
}

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
      cookies: ['_fbp', { name: '_ga_*', domain: 'shop.example', path: '/cups' }],
      storage: ['_hj*'],
      hosts: ['cdn.example'],
      recipients: [
        {
          name: 'Meta',
          country: 'US',
          items: ['hashed e-mail'],
          transferBasis: 'SCC',
          policyUrl: 'https://meta.example/p',
        },
      ],
    },
    { id: 'health', sensitive: true, events: [] },
  ],
  region: { trustPage: false },
  ask: { grantedDays: 180, refusedDays: 180 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
  capture: { hold: false, sources: ['page', 'click', 'markup', 'dataLayer'] },
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
  texts: { en: { title: 'Hi', body: 'B', purposes: { analytics: { name: 'A', description: 'D' } } } },
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
