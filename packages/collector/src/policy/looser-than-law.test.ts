import { type PolicyDocument, parsePolicy, type Regime } from '@sayso/protocol';
import { LAWS } from '@sayso/protocol/law';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoPolicy } from '../cli/demo.ts';
import { looserThanComing, looserThanLaw } from './looser-than-law.ts';

type Compared = Pick<PolicyDocument, 'regimes' | 'ask' | 'signals'>;
const policy = (regimes: Record<string, Regime>, more: Partial<Compared> = {}): Compared => ({
  regimes,
  ask: { grantedDays: 180, refusedDays: 180 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
  ...more,
});
const regionsOf = (given: Compared): string[] => looserThanLaw(given).map(({ region }) => region);

test('the demo asks for what the law asks', () => {
  const parsed = parsePolicy(demoPolicy());
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  expect(looserThanLaw(parsed.policy)).toEqual([]);
  expect(looserThanComing(parsed.policy)).toEqual([]);
});

test('a policy that starts with nothing everywhere is never too loose', () =>
  expect(looserThanLaw(policy({ default: 'opt-in' }))).toEqual([]));

describe('a start that is too loose', () => {
  test('counts in each region that falls to it, with the line that decides', () => {
    const found = looserThanLaw(policy({ default: 'opt-in', US: 'notice', 'US-CA': 'opt-out' }));
    expect(found.map(({ region }) => region)).toContain('US-TX');
    expect(found.map(({ region }) => region)).toContain('US');
    expect(found.map(({ region }) => region)).not.toContain('US-CA');
    expect(found.map(({ region }) => region)).not.toContain('US-WY');
    expect(new Set(found.map(({ path }) => path))).toEqual(new Set(['regimes.US']));
    expect(found.find(({ region }) => region === 'US-TX')).toMatchObject({
      asks: 'opt-out',
      says: 'notice',
      source: expect.stringMatching(/541/),
    });
  });

  test('by default is too loose for Europe and for who is nowhere', () => {
    const regions = regionsOf(policy({ default: 'opt-out', KR: 'opt-in' }));
    expect(regions).toEqual(expect.arrayContaining(['DE', 'FR', 'GB', 'NO', 'BR', 'CA-QC', 'default']));
    expect(regions).not.toEqual(expect.arrayContaining(['KR']));
    expect(regions).not.toEqual(expect.arrayContaining(['US-CA']));
  });

  test('for Quebec is one that Canada may have', () =>
    expect(regionsOf(policy({ default: 'opt-in', CA: 'opt-out' }))).toEqual(['CA-QC']));

  test.each(['DE-BY', 'MX'])('counts in %s too, of which the table has no line', (region) =>
    expect(regionsOf(policy({ default: 'opt-in', [region]: 'opt-out' }))).toEqual([region]),
  );

  test('can not hide behind a name that every object has', () =>
    expect(regionsOf(policy(JSON.parse('{"default":"opt-in","__proto__":"notice"}')))).toEqual([]));
});

test('a signal that the law makes stores heed must be heeded, even where nothing starts by itself', () => {
  const signals = { gpc: false, dnt: true, gpcOverride: false };
  const found = looserThanLaw(policy({ default: 'opt-in' }, { signals }));
  expect(new Set(found.map(({ path }) => path))).toEqual(new Set(['signals.gpc']));
  expect(found.map(({ region }) => region)).toEqual([
    ...['US', 'US-CA', 'US-CO', 'US-CT', 'US-DE', 'US-MD', 'US-MN'],
    ...['US-MT', 'US-NE', 'US-NH', 'US-NJ', 'US-OR', 'US-TX'],
  ]);
});

test('a no is left alone for as long as the law says, and as long as a yes', () => {
  const asked = (grantedDays: number, refusedDays: number): string[] =>
    regionsOf(policy({ default: 'opt-in' }, { ask: { grantedDays, refusedDays } }));
  expect(asked(180, 180)).toEqual([]);
  expect(asked(179, 179)).toEqual(['IT']);
  expect(asked(365, 364)).toEqual(['default']);
  expect(asked(180, 30)).toEqual(['default', 'IT']);
});

test('what is enacted is told ahead, once, and not while it is not asked for', () => {
  const early = policy({ default: 'opt-in', 'US-VT': 'notice', IN: 'notice' });
  expect(looserThanLaw(early)).toEqual([]);
  expect(looserThanComing(early).map(({ region, path }) => [region, path])).toEqual([
    ['IN', 'regimes.IN'],
    ['US-VT', 'regimes.US-VT'],
  ]);
});

const regime = fc.constantFrom<Regime>('opt-in', 'opt-out', 'notice');
const region = fc.constantFrom(...LAWS.map((law) => law.region), 'MX', 'DE-BY', 'US-PR');
const days = fc.integer({ min: 1, max: 400 });
const any = fc
  .record({
    regimes: fc.dictionary(region, regime, { maxKeys: 8 }),
    fallback: regime,
    ask: fc.record({ grantedDays: days, refusedDays: days }),
    gpc: fc.boolean(),
  })
  .map(({ regimes, fallback, ask, gpc }) =>
    policy({ ...regimes, default: fallback }, { ask, signals: { gpc, dnt: false, gpcOverride: false } }),
  );

test('whoever tightens a policy gains no finding', () => {
  const stricter: Record<Regime, Regime> = { notice: 'opt-out', 'opt-out': 'opt-in', 'opt-in': 'opt-in' };
  const named = (given: Compared): Set<string> =>
    new Set(looserThanLaw(given).map(({ region, path }) => `${region} ${path}`));
  fc.assert(
    fc.property(any, fc.nat(), days, (before, pick, more) => {
      const keys = Object.keys(before.regimes);
      const key = keys[pick % keys.length] ?? 'default';
      const tightened: Compared[] = [
        { ...before, regimes: { ...before.regimes, [key]: stricter[before.regimes[key] ?? 'notice'] } },
        { ...before, signals: { ...before.signals, gpc: true } },
        { ...before, ask: { ...before.ask, refusedDays: before.ask.refusedDays + more } },
      ];
      const old = named(before);
      for (const after of tightened) expect([...named(after)].filter((name) => !old.has(name))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a consent of its own that does not say who, what and where to is looser than South Korea’s law', () => {
  const purposes = [
    { id: 'overseas-transfer', recipients: [{ name: 'Mail Ltd', contact: 'dpo@mail.example' }] },
  ];
  const texts = { ko: { purposes: { 'overseas-transfer': { name: 'T', description: 'D', refusal: 'R' } } } };
  const found = looserThanLaw({ ...policy({ default: 'opt-in' }), purposes, texts });
  expect(found.map(({ path }) => path)).toEqual([
    'purposes[0].recipients[0].country',
    'purposes[0].recipients[0].items',
    'purposes[0].retentionDays',
  ]);
  for (const { region, message } of found) {
    expect(region).toBe('KR');
    expect(message).toMatch(/^overseas-transfer: .* is not said\..*PIPA.*28-8\(2\)/);
  }
  const elsewhere = [{ id: 'profiling' }];
  expect(looserThanLaw({ ...policy({ default: 'opt-in' }), purposes: elsewhere, texts })).toEqual([]);
});
