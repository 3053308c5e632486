import { expect, test } from 'vitest';
import { fakePort, fakeWindow } from '../../test/fake-connections.ts';
import { connect } from './google.ts';

const DENIED = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};
const ADS = { ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted' };

/** A page whose tags read `dataLayer`, and what was said to them. */
function page(dataLayer: unknown = []) {
  const window = fakeWindow({ dataLayer });
  const port = fakePort(window);
  const commands = (): unknown[][] => (dataLayer as object[]).map((item) => [...Object.values(item)]);
  const updates = (): unknown[] => commands().flatMap(([, what, said]) => (what === 'update' ? [said] : []));
  return { window, port, commands, updates };
}

test('the default comes first and at once, everything denied but security, and then the settings', () => {
  const { window, port, commands } = page();
  connect(port, true, window);
  expect(commands()).toEqual([
    ['consent', 'default', { ...DENIED, wait_for_update: 500 }],
    ['set', 'ads_data_redaction', true],
    ['set', 'url_passthrough', false],
  ]);
});

test('each command is an arguments object: Google takes nothing else for a command', () => {
  const { window, port } = page();
  connect(port, true, window);
  for (const item of window.dataLayer as unknown[]) {
    expect(Object.prototype.toString.call(item)).toBe('[object Arguments]');
  }
});

test('the first state is an update, and each change after it, with all seven signals', () => {
  const { window, port, updates } = page();
  connect(port, true, window);
  port.become([]);
  port.become(['analytics']);
  port.become(['analytics', 'marketing', 'preferences']);
  port.become([]);
  expect(updates()).toEqual([
    DENIED,
    { ...DENIED, analytics_storage: 'granted' },
    {
      ...ADS,
      analytics_storage: 'granted',
      functionality_storage: 'granted',
      personalization_storage: 'granted',
      security_storage: 'granted',
    },
    DENIED,
  ]);
});

test('a change that is none for Google is not told', () => {
  const { window, port, updates } = page();
  connect(port, true, window);
  port.become(['analytics']);
  port.become(['analytics', 'health']);
  expect(updates()).toHaveLength(1);
});

test('on a page that knows the choice already, default and update come in this order', () => {
  const { window, port, commands } = page();
  port.become(['marketing']);
  connect(port, true, window);
  expect(commands().map(([what, how]) => `${what} ${how}`)).toEqual([
    'consent default',
    'set ads_data_redaction',
    'set url_passthrough',
    'consent update',
  ]);
  expect(commands().at(-1)?.[2]).toEqual({ ...DENIED, ...ADS });
});

test('the policy says which purposes a signal needs, how long to wait, where, and what goes on', () => {
  const { window, port, commands, updates } = page();
  const purposes = { ad_user_data: ['marketing', 'health'], functionality_storage: ['necessary'] };
  connect(
    port,
    { purposes, waitForUpdate: 0, regions: ['DE'], urlPassthrough: true, adsDataRedaction: false },
    window,
  );
  port.become(['necessary', 'marketing']);
  expect(commands().slice(0, 3)).toEqual([
    ['consent', 'default', { ...DENIED, wait_for_update: 0, region: ['DE'] }],
    ['set', 'ads_data_redaction', false],
    ['set', 'url_passthrough', true],
  ]);
  expect(updates()).toEqual([
    { ...DENIED, ...ADS, ad_user_data: 'denied', functionality_storage: 'granted' },
  ]);
});

test('a default of the page stays the only one, and a looser one is put right by the update', () => {
  const theirs = { 0: 'consent', 1: 'default', 2: { ad_storage: 'granted' } };
  const { window, port, commands, updates } = page([{ event: 'gtm.js' }, theirs]);
  connect(port, true, window);
  port.become([]);
  expect(commands().filter(([, what]) => what === 'default')).toHaveLength(1);
  expect(updates()).toEqual([DENIED]);
});

test.each([
  ['a text', 'mine'],
  ['an object', {}],
  ['a frozen list', Object.freeze([])],
])('what is something else under the name of dataLayer is left alone: %s', (_name, dataLayer) => {
  const window = fakeWindow({ dataLayer });
  const port = fakePort(window);
  expect(() => connect(port, true, window)).not.toThrow();
  port.become(['analytics']);
  expect(window.dataLayer).toEqual(dataLayer);
});
