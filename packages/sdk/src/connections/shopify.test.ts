import { describe, expect, test, vi } from 'vitest';
import { type FakePort, fakePort, fakeWindow } from '../../test/fake-connections.ts';
import type { PageWindow } from '../environment.ts';
import { connect } from './shopify.ts';

type Word = 'yes' | 'no' | '';
type Said = Record<'analytics' | 'marketing' | 'preferences' | 'sale_of_data', Word>;
const NOTHING: Said = { analytics: '', marketing: '', preferences: '', sale_of_data: '' };

/** A stand-in for what shopify.dev/docs/api/customer-privacy documents; `free`: allowed where nothing was said. */
function store(said: Said, free: boolean) {
  const allows = (field: keyof Said) => () => said[field] === 'yes' || (said[field] === '' && free);
  const customerPrivacy = {
    currentVisitorConsent: () => said,
    analyticsProcessingAllowed: allows('analytics'),
    marketingAllowed: allows('marketing'),
    preferencesProcessingAllowed: allows('preferences'),
    saleOfDataAllowed: allows('sale_of_data'),
    setTrackingConsent: vi.fn((consent: Record<string, boolean>, done: () => void) => {
      for (const [field, yes] of Object.entries(consent)) said[field as keyof Said] = yes ? 'yes' : 'no';
      window.document.dispatchEvent(new CustomEvent('visitorConsentCollected'));
      done();
    }),
  };
  const Shopify = { customerPrivacy };
  const window = fakeWindow({ Shopify });
  const port = fakePort(window);
  /** Somebody chooses in Shopify's own banner. */
  const elsewhere = (words: Partial<Said>): void => {
    Object.assign(said, words);
    window.document.dispatchEvent(new CustomEvent('visitorConsentCollected'));
  };
  return { window, port, set: customerPrivacy.setTrackingConsent, elsewhere };
}

const ALL = ['preferences', 'analytics', 'marketing'];

describe('what Shopify lets be used', () => {
  test.each([
    ['analytics', 'analytics'],
    ['marketing', 'marketing'],
    ['preferences', 'preferences'],
    ['sale_of_data', 'marketing'],
  ])('narrows what Sayso allows: a no to %s denies %s', (field, purpose) => {
    const { window, port, elsewhere } = store({ ...NOTHING }, true);
    connect(port, true, window);
    port.become(ALL);
    elsewhere({ [field]: 'no' });
    expect(port.allowed()).toEqual(ALL.filter((id) => id !== purpose));
  });

  test('never widens it: not in one of 256 combinations of the two', () => {
    const fields = ['analytics', 'marketing', 'preferences', 'sale_of_data'] as const;
    const purposes = ['analytics', 'marketing', 'preferences', 'sale'];
    const map = { sale_of_data: ['sale'], marketing: ['marketing'] };
    for (let ours = 0; ours < 16; ours++) {
      for (let theirs = 0; theirs < 16; theirs++) {
        const said = Object.fromEntries(fields.map((f, i) => [f, theirs & (1 << i) ? 'yes' : 'no'])) as Said;
        const before = Object.values(said).filter((word) => word === 'yes').length;
        const { window, port, set } = store(said, true);
        const yes = purposes.filter((_, i) => ours & (1 << i));
        port.become(yes, {
          choose: true,
          allowed: Object.fromEntries(purposes.map((p) => [p, yes.includes(p)])),
        });
        connect(port, { purposes: map }, window);
        const both = purposes.filter((_, i) => ours & theirs & (1 << i));
        expect(port.allowed(), `${ours} ${theirs}`).toEqual(both);
        const kept = fields.filter((field) => said[field] === 'yes');
        expect(kept.length, `${ours} ${theirs}`).toBe(both.length);
        expect(set.mock.calls.length).toBe(both.length === before ? 0 : 1);
      }
    }
  });

  test('is no choice: true without any is written nowhere and allows nothing', () => {
    const { window, port, set } = store({ ...NOTHING }, true);
    connect(port, true, window);
    port.become([]);
    expect(port.allowed()).toEqual([]);
    expect(set).not.toHaveBeenCalled();
  });

  test('is told to everybody who listens to Sayso when it changes', () => {
    const { window, port, elsewhere } = store({ ...NOTHING }, true);
    connect(port, true, window);
    port.become(ALL);
    const heard: string[][] = [];
    port.subscribe(() => heard.push(port.allowed()));
    elsewhere({ analytics: 'no' });
    expect(heard).toEqual([['preferences', 'marketing']]);
  });
});

describe('what the visitor says to Sayso', () => {
  test('is written once, and what comes back of it is not written again', () => {
    const { window, port, set } = store({ ...NOTHING }, false);
    connect(port, true, window);
    port.become([]);
    port.become(['analytics'], { choose: true });
    expect(set.mock.calls.map(([consent]) => consent)).toEqual([
      { analytics: true, marketing: false, preferences: false, sale_of_data: false },
    ]);
    expect(port.allowed()).toEqual(['analytics']);
  });

  test('is not written where Shopify has it already', () => {
    const { window, port, set } = store(
      { analytics: 'yes', marketing: 'no', preferences: 'no', sale_of_data: 'no' },
      false,
    );
    port.become(['analytics'], { choose: true });
    connect(port, true, window);
    expect(set).not.toHaveBeenCalled();
  });

  test('does not overrule a no that was said to Shopify since, until it is said anew', () => {
    const { window, port, set } = store(
      { analytics: 'no', marketing: 'yes', preferences: 'yes', sale_of_data: 'yes' },
      false,
    );
    port.become(ALL, { choose: true });
    connect(port, true, window);
    expect(set).not.toHaveBeenCalled();
    expect(port.allowed()).toEqual(['preferences', 'marketing']);
    port.become(ALL, { choose: true });
    expect(set.mock.calls.map(([{ analytics }]) => analytics)).toEqual([true]);
    expect(port.allowed()).toEqual(ALL);
  });
});

describe('a page', () => {
  const odd: [string, unknown][] = [
    ['without Shopify', undefined],
    ['with something else under that name', 'mine'],
    ['with an empty object', {}],
    [
      'whose loader throws',
      {
        loadFeatures: () => {
          throw new Error('odd');
        },
      },
    ],
    [
      'whose feature fails',
      { loadFeatures: (_: unknown, done: (e: Error) => void) => done(new Error('no')) },
    ],
    [
      'whose API is a getter that throws',
      {
        get customerPrivacy() {
          throw new Error('odd');
        },
      },
    ],
    [
      'whose API lacks methods',
      {
        customerPrivacy: {
          setTrackingConsent: () => {
            throw new Error('odd');
          },
        },
      },
    ],
  ];
  test.each(odd)('%s goes on as if there was no connection', (_name, Shopify) => {
    const window = fakeWindow({ Shopify }) as PageWindow;
    const port: FakePort = fakePort(window);
    expect(() => connect(port, true, window)).not.toThrow();
    expect(() => port.become(ALL, { choose: true })).not.toThrow();
    expect(port.allowed()).toEqual(ALL);
  });

  test('that has not loaded the API is asked for it, by the documented name, once', () => {
    const { window, port, set } = store({ ...NOTHING }, false);
    const { customerPrivacy } = window.Shopify;
    const loadFeatures = vi.fn((_features: unknown, done: () => void) => {
      Object.assign(window.Shopify, { customerPrivacy });
      done();
    });
    Object.assign(window.Shopify, { customerPrivacy: undefined, loadFeatures });
    port.become(ALL, { choose: true });
    connect(port, true, window);
    expect(loadFeatures.mock.calls.map(([features]) => features)).toEqual([
      [{ name: 'consent-tracking-api', version: '0.1' }],
    ]);
    expect(set).toHaveBeenCalledTimes(1);
  });
});
