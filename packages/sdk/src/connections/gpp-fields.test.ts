import { describe, expect, test } from 'vitest';
import { fieldsFor, SECTIONS, sectionsFor } from './gpp-fields.ts';

const PURPOSES = [
  { id: 'necessary', always: true },
  { id: 'analytics' },
  { id: 'marketing', gpc: true },
  { id: 'sale', gpc: true },
];
const signals = { gpc: false, dnt: false, minor: false };
const of = (allowed: Record<string, boolean>, settings = {}, seen = signals) =>
  fieldsFor({ allowed, signals: seen }, PURPOSES, settings);

describe('the sections for a visitor', () => {
  test.each<[region: string | null | undefined, names: string[]]>([
    ['US', ['usnat']],
    ['US-CA', ['usnat', 'usca']],
    ['US-NJ', ['usnat', 'usnj']],
    ['US-NY', ['usnat']],
    ['DE', []],
    ['CA', []],
    ['CA-QC', []],
    ['USX', []],
  ])('from %s are %j', (region, names) => {
    expect(sectionsFor(region).map(({ name }) => name)).toEqual(names);
  });

  test('from nobody knows where have the national one, so that a no reaches who has to heed it', () => {
    for (const region of [null, undefined, '']) {
      expect(sectionsFor(region).map(({ name }) => name)).toEqual(['usnat']);
    }
  });

  test('are twenty states and the nation, each with an id of its own', () => {
    expect(SECTIONS).toHaveLength(21);
    expect(new Set(SECTIONS.map(({ id }) => id)).size).toBe(21);
  });
});

describe('what is said', () => {
  test('is an opt-out of all three, if one purpose that a signal may object to is denied', () => {
    for (const allowed of [{ marketing: true, sale: false }, { sale: true }, {}]) {
      expect(of(allowed)).toMatchObject({ SaleOptOut: 1, SharingOptOut: 1, TargetedAdvertisingOptOut: 1 });
    }
    expect(of({ marketing: true, sale: true })).toMatchObject({
      SaleOptOut: 2,
      SharingOptOut: 2,
      TargetedAdvertisingOptOut: 2,
    });
  });

  test('goes by the purposes that the policy names for a field', () => {
    const purposes = { SaleOptOut: ['sale'], TargetedAdvertisingOptOut: ['marketing'] };
    expect(of({ marketing: true, sale: false }, { purposes })).toMatchObject({
      SaleOptOut: 1,
      SharingOptOut: 1,
      TargetedAdvertisingOptOut: 2,
    });
  });

  test('never is an opt-out without the notice that it needs', () => {
    for (const allowed of [{}, { marketing: true, sale: true }]) {
      const said = of(allowed);
      for (const field of ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']) {
        expect(said[`${field}Notice`]).toBe(1);
      }
      expect(said.SharingNotice).toBe(1);
    }
  });

  test('is that nothing is sold or shared, where the policy has no purpose for it', () => {
    const said = fieldsFor({ allowed: { analytics: true }, signals }, PURPOSES.slice(0, 2), {});
    expect(said).toMatchObject({ SharingNotice: 0, SaleOptOutNotice: 0, SaleOptOut: 0, SharingOptOut: 0 });
  });

  test('is the signal as the browser sends it, and no consent for a minor', () => {
    expect(of({}, {}, { ...signals, gpc: true })).toMatchObject({ Gpc: true });
    expect(of({}, {}, { ...signals, minor: true })).toMatchObject({ KnownChildSensitiveDataConsents: 1 });
    expect(of({})).toMatchObject({ Gpc: false, KnownChildSensitiveDataConsents: 0 });
  });

  test.each<[mspa: string | undefined, covered: number, optOut: number, provider: number, mode: number]>([
    [undefined, 2, 0, 0, 0],
    ['opt-out', 1, 1, 2, 1],
    ['service-provider', 1, 2, 1, 2],
  ])('of the agreement, in mode %s', (mspa, covered, optOut, provider, mode) => {
    expect(of({}, { mspa })).toMatchObject({
      MspaCoveredTransaction: covered,
      MspaOptOutOptionMode: optOut,
      MspaServiceProviderMode: provider,
      MspaMode: mode,
    });
  });

  test('is not changed by a page that adds to every object', () => {
    const polluted = Object.prototype as unknown as Record<string, unknown>;
    Object.assign(polluted, { marketing: true, sale: true });
    try {
      expect(of({})).toMatchObject({ SaleOptOut: 1 });
    } finally {
      delete polluted.marketing;
      delete polluted.sale;
    }
  });
});
