import { parsePolicy } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { demoPolicy } from '../cli/demo.ts';
import { advise } from './advice.ts';

const adviceFor = (given: unknown): string[] => {
  const parsed = parsePolicy(given);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return advise(parsed.policy);
};

test('there is nothing to say about the demo', () => expect(adviceFor(demoPolicy())).toEqual([]));

test('a purpose without a name or an end, and an event without a purpose, are pointed out', () =>
  expect(
    adviceFor({
      controller: { name: 'A', contact: 'B', privacyPolicyUrl: '/p' },
      purposes: [{ id: 'sms' }],
      regimes: { default: 'opt-in' },
      eventProps: { configure: {} },
      texts: { en: { purposes: { sms: { name: 'SMS' } } }, de: {} },
    }),
  ).toEqual([
    expect.stringMatching(/sms has no retentionDays/),
    expect.stringMatching(/sms has no name in de,/),
    expect.stringMatching(/configure belongs to no purpose/),
  ]));

test('a source is pointed out whose events are in no purpose', () =>
  expect(
    adviceFor({
      controller: { name: 'A', contact: 'B', privacyPolicyUrl: '/p' },
      purposes: [{ id: 'analytics', retentionDays: 90, events: ['add_to_cart'] }],
      regimes: { default: 'opt-in' },
      capture: {
        sources: ['page', 'vitals', 'selectors'],
        selectors: { product: 'main', id: 'main @data-id' },
      },
    }),
  ).toEqual(['capture.sources: vitals makes nothing, since no purpose has web_vital in its events.']));
