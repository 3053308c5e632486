import { afterEach, describe, expect, test, vi } from 'vitest';
import { heard, leavePage, type Ping, gppPage as page, US } from '../../test/fake-gpp.ts';

afterEach(() => {
  leavePage();
  vi.restoreAllMocks();
});

describe('once it is known', () => {
  test('a tag reads the string, the sections in force and their fields', () => {
    const { start, port, ping, ask } = page();
    start();
    port.become(['marketing'], { ...US, region: 'US-CA' });
    expect(ping()).toMatchObject({
      cmpStatus: 'loaded',
      signalStatus: 'ready',
      cmpId: 1,
      applicableSections: [7, 8],
      sectionList: [7, 8],
    });
    expect(ask('getField', 'usnat.SaleOptOut')).toBe(2);
    expect(ask('getField', 'usca.SharingOptOut')).toBe(2);
    expect(ask('getField', 'usca.TargetedAdvertisingOptOut')).toBeNull();
    expect(ask('hasSection', 'usva')).toBe(false);
  });

  test.each([
    'CA',
    'VA',
    'CO',
    'UT',
    'CT',
    'FL',
    'MT',
    'OR',
    'TX',
    'DE',
    'IA',
    'NE',
    'NH',
    'NJ',
    'TN',
    'MN',
    'MD',
    'IN',
    'KY',
    'RI',
  ])('the section of US-%s is there, with the opt-out and without consent for a minor', (state) => {
    const { start, port, ping, ask } = page();
    start({ mspa: 'service-provider' });
    port.become([], { ...US, region: `US-${state}`, signals: { gpc: true, dnt: false, minor: true } });
    const name = `us${state.toLowerCase()}`;
    const section = ask<Record<string, unknown>>('getSection', name);
    expect(section).toMatchObject({ SaleOptOut: 1, SaleOptOutNotice: 1, MspaCoveredTransaction: 1 });
    const { KnownChildSensitiveDataConsents: child = 1, Gpc = true } = section;
    expect([child].flat().every((value) => value === 1)).toBe(true);
    expect(Gpc).toBe(true);
    expect(ping().gppString.split('~')).toHaveLength(3);
    expect(ping().applicableSections).toHaveLength(2);
  });

  test('outside the United States no section is in force', () => {
    const { start, port, ping, ask } = page();
    start();
    port.become(['marketing'], { ...US, region: 'DE' });
    expect(ping()).toMatchObject({
      signalStatus: 'ready',
      applicableSections: [-1],
      sectionList: [],
      gppString: 'DBAA',
    });
    expect(ask('getField', 'usnat.SaleOptOut')).toBeNull();
  });

  test('a change is told in the order that the API wants, with the new string', () => {
    const { start, port, window } = page();
    start();
    port.become(['marketing'], US);
    const events: { eventName: string; data: unknown; pingData: Ping }[] = [];
    window.__gpp('addEventListener', (event: never) => events.push(event));
    port.become([], US);
    expect(heard(events.slice(1))).toEqual([
      'signalStatus not ready',
      'sectionChange usnat',
      'signalStatus ready',
    ]);
    expect(events.at(-1)?.pingData.gppString).toBe('DBABLA~CVQVAAAAAACA.QA');
  });

  test('what stays the same is not told again', () => {
    const { start, port, window } = page();
    start();
    port.become(['marketing'], US);
    const events: unknown[] = [];
    window.__gpp('addEventListener', (event: never) => events.push(event));
    port.become(['marketing', 'analytics'], US);
    expect(events).toHaveLength(1);
  });

  test('a tag that throws does not keep an opt-out from those behind it', () => {
    const { start, port, window, ask } = page();
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    start();
    const bad = (): never => {
      throw new Error('of the tag');
    };
    window.__gpp('addEventListener', bad);
    port.become(['marketing'], US);
    window.__gpp('addEventListener', bad);
    const events: { data: unknown }[] = [];
    window.__gpp('addEventListener', (event: never) => events.push(event));
    port.become([], US);
    expect(events.at(-1)?.data).toBe('ready');
    expect(ask('getField', 'usnat.SaleOptOut')).toBe(1);
    expect(reported).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  test('nothing that a tag can call changes what is said', () => {
    const { start, port, ask, ping } = page();
    start();
    port.become([], US);
    const before = ping().gppString;
    for (const command of [
      'setFieldValue',
      'setGppString',
      'accept',
      'constructor',
      '__proto__',
      'toString',
    ]) {
      expect(() => ask(command, 'DBABLA~CVQqAAAAAACA.QA')).not.toThrow();
    }
    expect(ping().gppString).toBe(before);
  });

  test('the id and the mode of the agreement are those of the policy', () => {
    const { start, port, ping, ask } = page();
    start({ cmpId: 31, mspa: 'opt-out' });
    port.become([], US);
    expect(ping().cmpId).toBe(31);
    expect(ask('getField', 'usnat.MspaOptOutOptionMode')).toBe(1);
  });
});
