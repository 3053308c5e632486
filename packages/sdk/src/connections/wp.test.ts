import { describe, expect, test } from 'vitest';
import { fakePort, fakeWindow } from '../../test/fake-connections.ts';
import { connect } from './wp.ts';

const ALL = ['preferences', 'analytics', 'marketing'];

/** A stand-in for assets/js/wp-consent-api.js of WordPress/wp-consent-level-api: one cookie per category. */
function site(cookies: Record<string, string> = {}) {
  const said: string[] = [];
  const page = fakeWindow<{
    consent_api: { cookie_prefix: string };
    wp_consent_type?: string;
    wp_set_consent?: unknown;
    wp_has_consent?: unknown;
  }>({ consent_api: { cookie_prefix: 'wp_consent' } });
  const set = (category: string, value: string): void => {
    said.push(`${category} ${value}`);
    const before = cookies[category];
    cookies[category] = value;
    page.document.cookie = Object.entries(cookies)
      .map(([name, word]) => `wp_consent_${name}=${word}`)
      .join('; ');
    if (before !== value)
      page.document.dispatchEvent(
        new CustomEvent('wp_listen_for_consent_change', { detail: { [category]: value } }),
      );
  };
  const has = (category: string): boolean =>
    cookies[category] === 'allow' || (!cookies[category] && page.wp_consent_type === 'optout');
  page.document.cookie = Object.entries(cookies)
    .map(([name, word]) => `wp_consent_${name}=${word}`)
    .join('; ');
  const heard: string[] = [];
  page.document.addEventListener('wp_consent_type_defined', () => heard.push(`${page.wp_consent_type}`));
  const api = { wp_set_consent: set, wp_has_consent: has };
  return { page, port: fakePort(page), said, heard, set, has, api };
}

function opened(cookies?: Record<string, string>) {
  const all = site(cookies);
  Object.assign(all.page, all.api);
  connect(all.port, true, all.page);
  return all;
}

describe('what Sayso says', () => {
  test('the kind of consent is named first, with its event, and no category before a choice', () => {
    const { port, said, heard } = opened();
    port.become([]);
    expect(heard).toEqual(['optin']);
    expect(said).toEqual([]);
  });

  test('a choice is each category, with the functional one', () => {
    const { port, said } = opened();
    port.become([]);
    port.become(['analytics'], { choose: true });
    expect(said).toEqual([
      'functional allow',
      'preferences deny',
      'statistics-anonymous allow',
      'statistics allow',
      'marketing deny',
    ]);
    expect(port.allowed()).toEqual(['analytics']);
  });

  test('a default of the law is left to the default of the tool, and an objection is written', () => {
    const { port, page, said, heard, has } = opened();
    port.become(['preferences', 'analytics'], { regime: 'opt-out' });
    expect(heard).toEqual(['optout']);
    expect(page.wp_consent_type).toBe('optout');
    expect(said).toEqual(['marketing deny']);
    expect(has('statistics')).toBe(true);
  });

  test('a yes that has ended is ended there too', () => {
    const { port, has } = opened({ statistics: 'allow', marketing: 'allow' });
    port.become([]);
    expect([has('statistics'), has('marketing')]).toEqual([false, false]);
  });
});

describe('what others say to the tool', () => {
  test('a deny narrows what Sayso allows, at once, and is not overruled', () => {
    const { port, set, has } = opened();
    port.become(ALL, { choose: true });
    expect(port.allowed()).toEqual(ALL);
    set('marketing', 'deny');
    expect(port.allowed()).toEqual(['preferences', 'analytics']);
    expect(has('marketing')).toBe(false);
  });

  test('an allow widens nothing', () => {
    const { port, set } = opened();
    port.become([], { choose: true });
    set('marketing', 'allow');
    expect(port.allowed()).toEqual([]);
  });

  test('a deny of an earlier page stands until the visitor says yes to Sayso anew', () => {
    const { port, has } = opened({ statistics: 'deny' });
    port.become(ALL, { choose: true });
    expect(port.allowed()).toEqual(['preferences', 'marketing']);
    port.become(ALL, { choose: true });
    expect(port.allowed()).toEqual(ALL);
    expect(has('statistics')).toBe(true);
  });
});

test('a tool that comes later is connected when the page has loaded, and a page without it gets no global', () => {
  const { page, port, said, api } = site();
  port.become(['analytics'], { choose: true });
  connect(port, true, page);
  expect(page.wp_consent_type).toBeUndefined();
  Object.assign(page, api);
  page.dispatchEvent(new Event('load'));
  page.dispatchEvent(new Event('load'));
  expect(said.filter((word) => word === 'statistics allow')).toHaveLength(1);
  expect(page.wp_consent_type).toBe('optin');
});
