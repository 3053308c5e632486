import { type PolicyDocument, parsePolicy } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import { changeOf, differences } from './material.ts';

const base: Base = {
  controller: { name: 'Demo', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
  purposes: [
    { id: 'necessary', always: true },
    { id: 'analytics', events: ['page_view', 'click'], retentionDays: 90 },
    {
      id: 'marketing',
      events: ['identify'],
      gpc: true,
      retentionDays: 180,
      recipients: [{ name: 'Meta', country: 'US', items: ['hashed e-mail'] }],
    },
    { id: 'health', sensitive: true },
  ],
  regimes: { default: 'opt-in', US: 'opt-out', 'US-CA': 'opt-in', JP: 'notice' },
};
interface Base {
  controller: Record<string, string>;
  purposes: ({ id: string } & Record<string, unknown>)[];
  regimes: Record<string, string>;
}

const parsed = (given: unknown): PolicyDocument => {
  const answer = parsePolicy(given);
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors));
  return answer.policy;
};
const change = (edit: (policy: Base & Record<string, unknown>) => void) => {
  const edited = structuredClone(base) as Base & Record<string, unknown>;
  edit(edited);
  return changeOf(parsed(base), parsed(edited));
};
const purpose = (policy: Base, id: string): Record<string, unknown> =>
  policy.purposes.find((p) => p.id === id) as Record<string, unknown>;

describe('visitors are asked again, and told ahead, for', () => {
  test.each<[string, (policy: Base & Record<string, unknown>) => void, RegExp]>([
    ['a new purpose', (p) => p.purposes.push({ id: 'sms', events: [] }), /^new purpose sms$/],
    [
      'a new recipient',
      (p) => Object.assign(purpose(p, 'analytics'), { recipients: [{ name: 'X', items: ['a'] }] }),
      /^new recipient X of analytics$/,
    ],
    [
      'more for a recipient',
      (p) =>
        Object.assign(purpose(p, 'marketing'), {
          recipients: [{ name: 'Meta', country: 'US', items: ['hashed e-mail', 'phone'] }],
        }),
      /^Meta receives more of marketing$/,
    ],
    ['longer retention', (p) => Object.assign(purpose(p, 'analytics'), { retentionDays: 91 }), /longer ret/],
    ['retention without end', (p) => delete purpose(p, 'analytics').retentionDays, /longer retention/],
    ['receipts that are kept longer', (p) => Object.assign(p, { retention: { receiptsYears: 6 } }), /longer/],
    ['a looser default', (p) => Object.assign(p.regimes, { default: 'opt-out' }), /looser regime in default/],
    ['a looser country', (p) => Object.assign(p.regimes, { DE: 'opt-out' }), /in DE \(opt-in → opt-out\)/],
    [
      'a line left out that kept a state stricter than its country',
      (p) => Reflect.deleteProperty(p.regimes, 'US-CA'),
      /in US-CA \(opt-in → opt-out\)/,
    ],
    ['a signal that is heeded no more', (p) => Object.assign(p, { signals: { gpc: false } }), /gpc is no/],
    ['a purpose that heeds none', (p) => delete purpose(p, 'marketing').gpc, /marketing heeds no signal/],
    [
      'a purpose that is no longer asked for',
      (p) => p.purposes.splice(3, 1, { id: 'health', always: true }),
      /no longer asked/,
    ],
    [
      "a page's word for the region",
      (p) => Object.assign(p, { region: { trustPage: true } }),
      /page says so/,
    ],
    ['a purpose that is no longer sensitive', (p) => delete purpose(p, 'health').sensitive, /no longer sens/],
  ])('%s', (_name, edit, reason) => {
    const found = change(edit);
    expect(found.reasons).toContainEqual(expect.stringMatching(reason));
    expect(found).toMatchObject({ loosens: true, tightensOnly: false });
  });
});

test('a purpose that becomes sensitive is asked for again, and nobody waits for it', () =>
  expect(change((p) => Object.assign(purpose(p, 'marketing'), { sensitive: true }))).toEqual({
    reasons: ['marketing is sensitive now'],
    loosens: false,
    tightensOnly: true,
  }));

describe('only tightens', () => {
  test.each<[string, (policy: Base & Record<string, unknown>) => void]>([
    ['a purpose that goes', (p) => p.purposes.splice(1, 1)],
    ['a recipient that goes', (p) => Object.assign(purpose(p, 'marketing'), { recipients: [] })],
    ['an event that goes', (p) => Object.assign(purpose(p, 'analytics'), { events: ['page_view'] })],
    ['shorter retention', (p) => Object.assign(purpose(p, 'analytics'), { retentionDays: 30 })],
    ['a stricter country', (p) => Object.assign(p.regimes, { JP: 'opt-out' })],
    ['a purpose that heeds the signal', (p) => Object.assign(purpose(p, 'analytics'), { gpc: true })],
    ['another signal', (p) => Object.assign(p, { signals: { dnt: true } })],
    ['a yes that holds less long', (p) => Object.assign(p, { ask: { grantedDays: 90 } })],
  ])('%s', (_name, edit) =>
    expect(change(edit)).toEqual({ reasons: [], loosens: false, tightensOnly: true }),
  );
});

describe('nobody is asked again for', () => {
  test.each<[string, (policy: Base & Record<string, unknown>) => void]>([
    ['other words', (p) => Object.assign(p, { texts: { en: { title: 'Hello' } } })],
    ['another address', (p) => Object.assign(p.controller, { contact: 'dpo@demo.example' })],
    ['another order', (p) => p.purposes.reverse()],
    ['a country said apart that stays as it was', (p) => Object.assign(p.regimes, { DE: 'opt-in' })],
    [
      'a promise',
      (p) => Object.assign(p, { promises: [{ id: 'a', text: { en: 'A' }, check: { kind: 'statement' } }] }),
    ],
  ])('%s', (_name, edit) =>
    expect(change(edit)).toEqual({ reasons: [], loosens: false, tightensOnly: false }),
  );

  test('nothing at all', () => expect(differences(parsed(base), parsed(base))).toEqual([]));
});

test('names with dots and brackets are kept apart', () => {
  const edited = structuredClone(base);
  Object.assign(purpose(edited, 'analytics'), { recipients: [{ name: 'a.b"]', country: 'US', items: [] }] });
  expect(changeOf(parsed(base), parsed(edited)).reasons).toEqual(['new recipient a.b"] of analytics']);
});
