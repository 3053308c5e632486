import { describe, expect, test } from 'vitest';
import { parse, withField } from '../test/example-policy.ts';
import type { PolicyDocument } from './policy.ts';

const connected = (connections: unknown): unknown => parse(withField('connections', connections));

describe('the tools that are told of the choice', () => {
  test('are nobody if the policy names nobody', () => {
    expect(
      (parse(withField('regimes', { default: 'opt-in' })) as PolicyDocument).connections,
    ).toBeUndefined();
  });

  test.each<[name: string, connections: object]>([
    [
      'all of them as they are',
      { google: true, shopify: true, wp: true, meta: true, uet: true, clarity: true },
    ],
    ['the event for all others', { dataLayer: true }],
    ['the IAB platform as it is', { gpp: true }],
    [
      "the IAB platform's own settings",
      { gpp: { purposes: { SaleOptOut: ['marketing'] }, cmpId: 31, mspa: 'service-provider' } },
    ],
    ['purposes of the policy', { google: { purposes: { ad_storage: ['marketing', 'health'] } } }],
    ['what works without a consent', { google: { purposes: { functionality_storage: ['necessary'] } } }],
    [
      "Google's own settings",
      { google: { waitForUpdate: 0, regions: ['DE', 'US-CA'], urlPassthrough: true } },
    ],
  ])('are taken over: %s', (_name, connections) => {
    expect((connected(connections) as PolicyDocument).connections).toEqual(connections);
  });

  test.each<[name: string, connections: unknown, path: string, message: RegExp]>([
    ['a list', ['google'], 'connections', /expected an object, got a list/],
    ['a tool by another name', { Google: true }, 'connections.Google', /did you mean google\?/],
    ['a tool that is switched off', { meta: false }, 'connections.meta', /true or an object.*leave it out/],
    ['settings where there are none', { dataLayer: {} }, 'connections.dataLayer', /expected true/],
    [
      'a signal that is none',
      { google: { purposes: { ads: ['marketing'] } } },
      'connections.google.purposes.ads',
      /unknown/,
    ],
    [
      'a signal that is never denied',
      { google: { purposes: { security_storage: ['analytics'] } } },
      'connections.google.purposes.security_storage',
      /unknown field/,
    ],
    [
      'a field that needs nothing',
      { uet: { purposes: { ad_storage: [] } } },
      'connections.uet.purposes.ad_storage',
      /at least 1/,
    ],
    [
      'no purpose of the policy',
      { clarity: { purposes: { ad_Storage: ['ads'] } } },
      'connections.clarity.purposes.ad_Storage[0]',
      /no such purpose; known here: necessary, analytics/,
    ],
    [
      'advertising for everybody',
      { google: { purposes: { ad_storage: ['marketing', 'necessary'] } } },
      'connections.google.purposes.ad_storage[1]',
      /always allowed, so ad_storage would be too/,
    ],
    [
      'waiting for ever',
      { google: { waitForUpdate: 60_000 } },
      'connections.google.waitForUpdate',
      /from 0 to 10000/,
    ],
    [
      'an agreement by another name',
      { gpp: { mspa: true } },
      'connections.gpp.mspa',
      /one of opt-out, service-provider/,
    ],
    ['an id that the IAB gave nobody', { gpp: { cmpId: 0 } }, 'connections.gpp.cmpId', /from 1 to 4095/],
    [
      'nobody to be opted out',
      { gpp: { purposes: { SaleOptOut: ['necessary'] } } },
      'connections.gpp.purposes.SaleOptOut[0]',
      /always allowed, so SaleOptOut would be too/,
    ],
    [
      'a region that is none',
      { google: { regions: ['usa'] } },
      'connections.google.regions[0]',
      /a country such as DE/,
    ],
  ])('are refused with place and reason: %s', (_name, connections, path, message) => {
    expect(connected(connections)).toContainEqual({ path, message: expect.stringMatching(message) });
  });
});
