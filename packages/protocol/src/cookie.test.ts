import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cookieDays,
  cookieName,
  formatCookie,
  isSubject,
  type Memory,
  parseCookie,
  purposeTag,
} from './cookie.ts';

const PURPOSES = [{ id: 'analytics' }, { id: 'marketing' }, { id: 'preferences' }];
const SUBJECT = 'AAECAwQFBgcICQoLDA0ODw';
const AT = '2026-11-21T12:00:00.123Z';
const memory = (over: Partial<Memory> = {}): Memory => ({
  choice: {
    purposes: { analytics: true, marketing: false, preferences: null },
    policyVersion: 3,
    at: AT,
    since: { marketing: '2026-01-01T00:00:00.000Z' },
    regime: 'opt-out',
    confirmed: ['analytics'],
  },
  at: AT,
  noticed: 3,
  subject: SUBJECT,
  pending: { id: '0193f2a0-0000-7000-8000-000000000001', method: 'save' },
  minor: false,
  ...over,
});
const refusal = (at: string): Memory => ({
  ...memory({ subject: null, pending: null, at }),
  choice: { purposes: { analytics: false, marketing: false }, policyVersion: 3, at },
});

test('the name is bound to the host on https, unless it is shared between subdomains', () => {
  expect(cookieName('shop', true)).toBe('__Host-sayso-shop');
  expect(cookieName('shop', false)).toBe('sayso-shop');
  expect(cookieName('shop', true, 'shop.example')).toBe('sayso-shop');
});

describe('what is remembered', () => {
  test('is read as it was written', () => {
    expect(parseCookie(formatCookie(memory()), PURPOSES)).toEqual(memory());
    const minor = memory({ minor: true, pending: null, noticed: null });
    expect(parseCookie(formatCookie(minor), PURPOSES)).toEqual(minor);
    const only = memory({ choice: null, pending: null });
    expect(parseCookie(formatCookie(only), PURPOSES)).toEqual(only);
  });

  test('is the same for all who refused on the same day, and holds no more of the time', () => {
    const values = ['00:00:00.000', '12:34:56.789', '23:59:59.999'].map((time) =>
      formatCookie(refusal(`2026-11-21T${time}Z`)),
    );
    expect(new Set(values).size).toBe(1);
    expect(formatCookie(refusal('2026-11-22T00:00:00.000Z'))).not.toBe(values[0]);
    // Its day ends before a refusal is asked about again.
    expect(parseCookie(values[0] ?? '', PURPOSES)?.at).toBe('2026-11-21T23:59:59.999Z');
  });

  test('without a subject has no receipt to send either', () => {
    const value = formatCookie(memory({ subject: null }));
    expect(parseCookie(value, PURPOSES)).toMatchObject({ subject: null, pending: null });
  });

  test('holds only characters that a cookie may, in at most 300 bytes, with fifty purposes', () => {
    const ids = Array.from({ length: 50 }, (_, i) => `purpose-${i}`);
    const many = memory({
      choice: {
        purposes: Object.fromEntries(ids.map((id, i) => [id, [true, false, null][i % 3] ?? null])),
        policyVersion: 999,
        at: AT,
        since: Object.fromEntries(ids.map((id, i) => [id, new Date(1.7e12 + i * 1e9).toISOString()])),
        regime: 'notice',
        confirmed: ids.slice(0, 3),
      },
    });
    const value = formatCookie(many);
    expect(value.length).toBeLessThanOrEqual(300);
    expect(value).toMatch(/^[\w.~-]+$/);
    const read = parseCookie(
      value,
      ids.map((id) => ({ id })),
    );
    expect(read?.choice?.purposes).toEqual(many.choice?.purposes);
    // There was no room for the times: all words are as old as the oldest.
    expect(read?.at).toBe(new Date(1.7e12).toISOString());
  });

  test('of a purpose that the policy no longer has is kept without its name', () => {
    const value = formatCookie(memory());
    const read = parseCookie(value, [{ id: 'analytics' }]);
    expect(read?.choice?.purposes).toEqual({
      analytics: true,
      [`#${purposeTag('marketing')}`]: false,
      [`#${purposeTag('preferences')}`]: null,
    });
    expect(read && parseCookie(formatCookie(read), PURPOSES)?.choice?.purposes).toEqual(
      memory().choice?.purposes,
    );
  });
});

describe('a value that is none', () => {
  const good = formatCookie(memory());
  test.each([
    '',
    'x',
    `${good} `,
    good.replace('.', ''),
    `${good}~`,
    `${good}~x`,
    `${good}~yab`,
    good.replace(SUBJECT, 'short'),
    good.replace(/^3/, ''),
    'y'.repeat(400),
    `${good}${'abc'.repeat(100)}`,
    '<script>',
  ])('counts as no choice: %j', (value) => {
    expect(parseCookie(value, PURPOSES)).toBeNull();
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w.~-]{0,80}$/)), (value) => {
        const read = parseCookie(value, PURPOSES);
        if (read) expect(parseCookie(formatCookie(read), PURPOSES)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a subject is 22 characters of base64url', () => {
  expect(isSubject(SUBJECT)).toBe(true);
  for (const other of [`${SUBJECT}A`, SUBJECT.slice(1), `${SUBJECT.slice(1)}=`, '', null, 7, [SUBJECT]]) {
    expect(isSubject(other)).toBe(false);
  }
});

describe('the cookie lives', () => {
  const ask = { grantedDays: 180, refusedDays: 90 };
  const opted = (regime: 'opt-in' | 'opt-out', word: boolean): Memory =>
    memory({ subject: null, choice: { purposes: { analytics: word }, policyVersion: 3, at: AT, regime } });

  test('as long as a yes holds, or until a no may be asked again', () => {
    expect(cookieDays(opted('opt-in', true), ask)).toBe(180);
    expect(cookieDays(opted('opt-in', false), ask)).toBe(90);
  });

  test('as long as browsers allow, where its end would turn a no into the default, or free a minor', () => {
    expect(cookieDays(opted('opt-out', false), ask)).toBe(400);
    expect(cookieDays({ ...opted('opt-in', false), minor: true }, ask)).toBe(400);
  });
});
