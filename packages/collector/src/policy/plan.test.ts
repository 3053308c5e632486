import { DAY, parsePolicy, toTime } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';
import type { PublishedPolicy } from '../store/port.ts';
import { hashOf } from './canonical.ts';
import { currentPolicy } from './current.ts';
import { type PlanInput, planPublish } from './plan.ts';

const T = Date.UTC(2026, 10, 21, 12);

const given = (more: object = {}, analytics: object = {}): Record<string, unknown> => ({
  controller: { name: 'Demo', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
  purposes: [{ id: 'analytics', events: ['click'], retentionDays: 90, ...analytics }],
  regimes: { default: 'opt-in' },
  ...more,
});

const plan = (
  history: readonly PublishedPolicy[],
  document: Record<string, unknown>,
  more: Partial<PlanInput> = {},
) => {
  const parsed = parsePolicy(document);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return planPublish({ history, given: document, document: parsed.policy, now: T, ...more });
};
const planned = (...args: Parameters<typeof plan>) => {
  const answer = plan(...args);
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors));
  return answer;
};

const first = planned([], given()).policy;
const longer = given({}, { retentionDays: 365 });

test('the first version is in effect at once, and everybody is asked', () =>
  expect(planned([], given(), { ownRisk: 'we know' }).policy).toMatchObject({
    version: 1,
    materialSince: 1,
    publishedAt: toTime(T),
    effectiveAt: toTime(T),
    hash: hashOf(given()),
    given: given(),
    ownRisk: 'we know',
  }));

test('the hash is of the document as it was written, without its defaults', () =>
  expect(planned([], given({ signals: { gpc: true } })).policy.hash).not.toBe(first.hash));

describe('a later version', () => {
  test('that changes nothing material is in effect at once, and old choices hold', () =>
    expect(planned([first], given({ texts: { en: { title: 'Hello' } } }))).toMatchObject({
      reasons: [],
      policy: { version: 2, materialSince: 1, effectiveAt: toTime(T) },
    }));

  test('that changes something material waits for 30 days', () =>
    expect(planned([first], longer)).toMatchObject({
      reasons: ['longer retention of analytics'],
      policy: { version: 2, materialSince: 2, effectiveAt: toTime(T + 30 * DAY) },
    }));

  test('waits for as long as it says itself', () =>
    expect(
      planned([first], given({ notice: { materialChangeDays: 60 } }, { retentionDays: 365 })).policy
        .effectiveAt,
    ).toBe(toTime(T + 60 * DAY)));

  test('is material if the operator says so', () =>
    expect(planned([first], given({ texts: { en: { title: 'Hi' } } }), { material: true })).toMatchObject({
      reasons: ['said by the operator'],
      policy: { materialSince: 2, effectiveAt: toTime(T + 30 * DAY) },
    }));

  test('that only tightens is in effect at once, material or not', () => {
    const sensitive = given({}, { sensitive: true });
    expect(planned([first], sensitive).policy).toMatchObject({ materialSince: 2, effectiveAt: toTime(T) });
    expect(planned([first], given({}, { retentionDays: 30 }), { material: true }).policy).toMatchObject({
      materialSince: 2,
      effectiveAt: toTime(T),
    });
  });

  test('replaces one that still waits, and is compared with the one that visitors live under', () => {
    const waiting = planned([first], longer).policy;
    const third = planned([first, waiting], given({ texts: { en: { title: 'Hello' } } }), { now: T + DAY });
    expect(third).toMatchObject({ replaces: 2, reasons: [], policy: { version: 3, materialSince: 1 } });
    const history = [first, waiting, third.policy];
    expect(currentPolicy(history, T + 365 * DAY)?.version).toBe(3);
  });

  test('is never older than the one before it, whatever the clock says', () => {
    const second = planned([first], given(), { now: T - DAY }).policy;
    expect(second).toMatchObject({ publishedAt: first.publishedAt, effectiveAt: first.publishedAt });
    expect(currentPolicy([first, second], T)?.version).toBe(2);
  });
});

describe('another day to take effect', () => {
  test.each([
    ['2026-12-24', '2026-12-24T00:00:00.000Z'],
    ['2026-12-24T09:00:00+09:00', '2026-12-24T00:00:00.000Z'],
    ['2026-11-21', toTime(T)],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-21T12:00:00Z', toTime(T)],
  ])('%s is %s', (effective, effectiveAt) =>
    expect(planned([first], longer, { effective }).policy.effectiveAt).toBe(effectiveAt),
  );

  test.each([
    ['2026-11-20', /past/],
    ['2026-11-21T11:00:00Z', /past/],
    ['2026-02-31', /expected a day/],
    ['2027-02-29T00:00:00Z', /expected a day/],
    ['tomorrow', /expected a day/],
    ['24.12.2026', /expected a day/],
    ['', /expected a day/],
    ['9999-01-01', /ten years/],
  ])('%s is refused', (effective, message) =>
    expect(plan([first], longer, { effective })).toEqual({
      errors: [{ path: 'effective', message: expect.stringMatching(message) }],
    }),
  );
});
