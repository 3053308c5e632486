import { describe, expect, test } from 'vitest';
import { cookieDays, type Memory } from '../cookie.ts';
import { parseRegion } from '../regime.ts';
import { LAW_AS_OF, LAWS, lawOf } from './table.ts';
import { WORDS } from './words.ts';

const words = (text: string): string[] => text.split(' ');
const STATES = words(
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY',
);
const EU = words('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK');

describe('the law table', () => {
  test('has an entry of its own for every state of the US and the District of Columbia', () => {
    expect(STATES).toHaveLength(51);
    for (const state of STATES) expect(lawOf(`US-${state}`).region).toBe(`US-${state}`);
    expect(LAWS.filter(({ region }) => region.startsWith('US-'))).toHaveLength(51);
  });

  test('starts from nothing in the EU, the EEA, the UK, Brazil, Quebec and Korea', () => {
    expect(EU).toHaveLength(27);
    for (const region of [...EU, 'IS', 'LI', 'NO', 'GB', 'BR', 'CA-QC', 'KR']) {
      expect([lawOf(region).region, lawOf(region).regime]).toEqual([region, 'opt-in']);
    }
  });

  test('has the other countries that it promises', () => {
    const regimes = words('CH CA JP AU IN ZA').map((region) => lawOf(region));
    expect(regimes.map(({ region, regime }) => `${region} ${regime}`)).toEqual([
      'CH opt-out',
      'CA opt-out',
      'JP notice',
      'AU opt-out',
      'IN notice',
      'ZA opt-out',
    ]);
  });

  test('knows the twelve states that make stores heed a signal', () => {
    const heeding = LAWS.filter(({ signals }) => signals.includes('gpc')).map(({ region }) => region);
    expect(heeding).toEqual(
      words('US US-CA US-CO US-CT US-DE US-MD US-MN US-MT US-NE US-NH US-NJ US-OR US-TX'),
    );
  });

  test('has each region once, with a day, a name and where to read on', () => {
    expect(new Set(LAWS.map(({ region }) => region)).size).toBe(LAWS.length);
    for (const law of LAWS) {
      expect(law.asOf <= LAW_AS_OF && /^\d{4}-\d\d-\d\d$/.test(law.asOf), law.region).toBe(true);
      if (law.region === 'default') continue;
      expect(parseRegion(law.region), law.region).toBe(law.region);
      expect(law.name && law.sources.length, law.region).toBeTruthy();
      for (const { title, section, url } of law.sources) {
        expect(title && section, law.region).toBeTruthy();
        expect(url ?? 'https://', law.region).toMatch(/^https:\/\//);
      }
      for (const word of law.words) expect(WORDS[word].text).not.toBe('');
    }
  });

  test('says why, wherever an entry was not compared with a second source', () => {
    for (const law of LAWS.filter(({ checked }) => !checked)) expect(law.note, law.region).toBeTruthy();
  });

  test('asks for no later wait after an opt-out than Sayso keeps by itself', () => {
    const at = '2026-11-21T00:00:00Z';
    const choice = { purposes: { marketing: false }, policyVersion: 1, at, regime: 'opt-out' as const };
    const optedOut: Memory = { choice, at, noticed: null, subject: null, pending: null, minor: false };
    const kept = cookieDays(optedOut, { grantedDays: 1, refusedDays: 1 });
    const waits = LAWS.flatMap(({ wait }) => (wait?.after === 'opt-out' ? [wait.days] : []));
    expect(waits).toEqual([365, 365]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(kept);
  });

  test('changes ahead of it are later than it is', () => {
    const coming = LAWS.flatMap((law) => (law.coming ? [law.coming.from] : []));
    expect(coming).toHaveLength(5);
    for (const from of coming) expect(from > LAW_AS_OF).toBe(true);
  });
});

describe('the law of a region', () => {
  test.each([
    ['US-CA', 'US-CA'],
    ['US-PR', 'US'],
    ['US', 'US'],
    ['CA-ON', 'CA'],
    ['DE-BY', 'DE'],
    ['MX', 'default'],
    ['MX-CMX', 'default'],
    ['', 'default'],
    ['default', 'default'],
    ['constructor', 'default'],
    ['__proto__', 'default'],
    [null, 'default'],
  ])('%s is that of %s', (region, entry) => expect(lawOf(region).region).toBe(entry));

  test('without an entry is the strictest there is', () => expect(lawOf('XX').regime).toBe('opt-in'));
});
