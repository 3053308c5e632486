import { describe, expect, test } from 'vitest';
import { example, parse, withField } from '../test/example-policy.ts';
import { purposeTag } from './cookie.ts';

const TOO_MANY = Array.from({ length: 51 }, (_, i) => ({ id: `p${i}` }));

describe('is refused, with the place and the reason, for', () => {
  test.each<[name: string, field: string, value: unknown, path: string, message: RegExp]>([
    ['a word that is none', 'purpose', [], 'purpose', /unknown field; did you mean purposes\?/],
    ['a word inside a section', 'signals.GPC', true, 'signals.GPC', /did you mean gpc\?/],
    ['__proto__', '__proto__', { a: 1 }, '__proto__', /unknown field/],
    ['what the collector adds', 'version', 3, 'version', /leave it out/],
    ['no controller', 'controller', null, 'controller', /expected an object, got null/],
    ['an empty name', 'controller.name', ' ', 'controller.name', /empty/],
    [
      'an address without https',
      'controller.privacyPolicyUrl',
      'http://a.example/',
      'controller.privacyPolicyUrl',
      /https:\/\//,
    ],
    [
      'an address that runs',
      'controller.privacyPolicyUrl',
      'javascript:alert(1)',
      'controller.privacyPolicyUrl',
      /https:\/\//,
    ],
    [
      "a path that leads to somebody else's site",
      'controller.privacyPolicyUrl',
      '//evil.example',
      'controller.privacyPolicyUrl',
      /begins with \//,
    ],
    [
      'a path that browsers read as such',
      'controller.privacyPolicyUrl',
      '/\\evil.example',
      'controller.privacyPolicyUrl',
      /begins with \//,
    ],
    ['no purpose', 'purposes', [], 'purposes', /at least 1/],
    ['51 purposes', 'purposes', TOO_MANY, 'purposes', /at most 50 are allowed, here are 51/],
    ['an id in capitals', 'purposes.1.id', 'Analytics', 'purposes[1].id', /small letter.*got "Analytics"/],
    ['an id that every object has', 'purposes.1.id', 'constructor', 'purposes[1].id', /can't be used/],
    ['an id of 41 characters', 'purposes.1.id', 'a'.repeat(41), 'purposes[1].id', /at most 39/],
    [
      'the same purpose twice',
      'purposes.3.id',
      'analytics',
      'purposes[3].id',
      /"analytics" is already there, at purposes\[1\]/,
    ],
    ['an event of necessary', 'purposes.0.events', ['click'], 'purposes[0].events', /no behavioural event/],
    [
      'a purpose that is always allowed and holds events',
      'purposes.1.always',
      true,
      'purposes[1].events',
      /no behavioural event/,
    ],
    ['necessary that could be denied', 'purposes.0.always', false, 'purposes[0].always', /always: true/],
    [
      'one event in two purposes',
      'purposes.2.events',
      ['click'],
      'purposes[2].events[0]',
      /belongs to "analytics" already/,
    ],
    [
      'one event twice in a purpose',
      'purposes.2.events',
      ['identify', 'identify'],
      'purposes[2].events[1]',
      /already there/,
    ],
    [
      'an event nobody knows',
      'purposes.2.events',
      ['sniff'],
      'purposes[2].events[0]',
      /declare its properties under eventProps\.sniff/,
    ],
    [
      'an event that every object has',
      'purposes.2.events',
      ['constructor'],
      'purposes[2].events[0]',
      /can't/,
    ],
    ['an event in capitals', 'purposes.2.events', ['Click'], 'purposes[2].events[0]', /small letters/],
    ['no days at all', 'purposes.1.retentionDays', 0, 'purposes[1].retentionDays', /from 1 to 3650, got 0/],
    [
      'days that are no number',
      'purposes.1.retentionDays',
      '90',
      'purposes[1].retentionDays',
      /whole number from 1 to 3650, got "90"/,
    ],
    ['half a day', 'purposes.1.retentionDays', 0.5, 'purposes[1].retentionDays', /whole number/],
    [
      'a recipient without a name',
      'purposes.2.recipients',
      [{ country: 'US' }],
      'purposes[2].recipients[0].name',
      /is missing/,
    ],
    [
      'a separate consent that nobody is asked for',
      'purposes.0.separate',
      true,
      'purposes[0].always',
      /consent of its own/,
    ],
    ['a cookie with a space', 'purposes.2.cookies', ['a b'], 'purposes[2].cookies[0]', /cookie name/],
    [
      'a cookie without a name',
      'purposes.2.cookies',
      [{ path: '/' }],
      'purposes[2].cookies[0].name',
      /missing/,
    ],
    [
      'a cookie for an address',
      'purposes.2.cookies',
      [{ name: '_fbp', domain: '.shop.example' }],
      'purposes[2].cookies[0].domain',
      /without a dot/,
    ],
    [
      'a path that says more',
      'purposes.2.cookies',
      [{ name: '_fbp', path: '/; Domain=x' }],
      'purposes[2].cookies[0].path',
      /begins with/,
    ],
    ['an address as host', 'purposes.2.hosts', ['https://a.example'], 'purposes[2].hosts[0]', /a host/],
    ['an empty name in the storage', 'purposes.2.storage', [''], 'purposes[2].storage[0]', /storage/],
    ['a reload for somebody', 'reloadOnWithdraw', ['marketing'], 'reloadOnWithdraw', /true or false/],
    ['no default regime', 'regimes', { US: 'opt-out' }, 'regimes.default', /is missing/],
    ['a regime that is none', 'regimes.US', 'opt_out', 'regimes.US', /one of opt-in, opt-out, notice/],
    ['a region that is none', 'regimes.usa', 'opt-out', 'regimes.usa', /expected default, a country/],
    ['a regime of __proto__', 'regimes.__proto__', 'notice', 'regimes.__proto__', /can't be used/],
    ['asking at once', 'ask.refusedDays', 0, 'ask.refusedDays', /whole number/],
    ['a signal that is half heeded', 'signals.gpc', 'yes', 'signals.gpc', /true or false, got "yes"/],
    ['a source that is none', 'capture.sources', ['keys'], 'capture.sources[0]', /one of page, click/],
    ['grants by page code without a reason', 'api.allowed', true, 'api.reason', /is missing/],
    ['a cookie for an address', 'cookieDomain', 'https://shop.example', 'cookieDomain', /domain in small/],
    ['a cookie for a whole top level', 'cookieDomain', 'com', 'cookieDomain', /domain in small/],
    ['a cookie for an IP address', 'cookieDomain', '127.0.0.1', 'cookieDomain', /domain in small/],
    ['a kind that is none', 'eventProps.configure.colour', 'text', 'eventProps.configure.colour', /one of/],
    [
      'another kind for a property of the vocabulary',
      'eventProps.view_item',
      { items: 'string' },
      'eventProps.view_item.items',
      /vocabulary already/,
    ],
    [
      'a property that every object has',
      'eventProps.configure.valueOf',
      'string',
      'eventProps.configure.valueOf',
      /can't/,
    ],
    ['receipts that are not kept', 'retention.receiptsYears', 0, 'retention.receiptsYears', /from 1 to 50/],
    ['texts in no language', 'texts', {}, 'texts', /at least one language/],
    ['texts in a language that is none', 'texts.english', {}, 'texts.english', /language tag/],
    ['markup in a text', 'texts.en.title', 'Hi <b>you</b>', 'texts.en.title', /plain text only: "<b>"/],
    ['control characters', 'texts.en.title', 'Hi\u0007', 'texts.en.title', /U\+0007/],
    ['turned direction', 'texts.en.title', 'Refuse\u202e', 'texts.en.title', /U\+202E/],
    ['half a character', 'texts.en.title', '\ud800', 'texts.en.title', /U\+D800/],
    [
      'words for no purpose',
      'texts.en.purposes.analytic',
      { name: 'A' },
      'texts.en.purposes.analytic',
      /no such purpose; known here: necessary, analytics/,
    ],
    [
      'a purpose without a name',
      'texts.en.purposes.analytics',
      { description: 'A' },
      'texts.en.purposes.analytics.name',
      /is missing/,
    ],
    ['a promise in no language', 'promises.0.text', {}, 'promises[0].text', /at least one language/],
    ['a promise without a check', 'promises.0.check', { of: 'event' }, 'promises[0].check.kind', /kind/],
    [
      'a check that is nested without end',
      'promises.0.check.deep',
      JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)),
      'promises[0].check',
      /at most 4 levels/,
    ],
  ])('%s', (_name, field, value, path, message) => {
    expect(parse(withField(field, value))).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  test('two purposes that the cookie could not tell apart', () => {
    const { controller, regimes } = example();
    const purposes = collidingIds().map((id) => ({ id }));
    expect(parse({ controller, regimes, purposes })).toEqual([
      { path: 'purposes[1].id', message: expect.stringMatching(/look the same in the cookie/) },
    ]);
  });

  test.each([null, 7, 'policy', [], undefined, true])('%j instead of a document', (input) =>
    expect(parse(input)).toEqual([{ path: '', message: expect.stringMatching(/^expected an object/) }]),
  );
});

function collidingIds(): string[] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i++) {
    const id = `p${i}`;
    const tag = purposeTag(id);
    const other = seen.get(tag);
    if (other) return [other, id];
    seen.set(tag, id);
  }
}
