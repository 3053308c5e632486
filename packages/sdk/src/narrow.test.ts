import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPage, SHOWN } from '../test/fake-page.ts';
import { connect } from './connections/shopify.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T12:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});
const soon = () => vi.advanceTimersByTimeAsync(5_000);

/** A visitor who has accepted all in Sayso, in a Shopify store where anybody else may say no to analytics. */
async function visitor() {
  const narrow: ((allowed: Record<string, boolean>) => void)[] = [];
  const page = openPage({ options: { narrow } });
  let analytics = true;
  const customerPrivacy = {
    analyticsProcessingAllowed: () => analytics,
    currentVisitorConsent: () => ({ analytics: analytics ? 'yes' : 'no' }),
    setTrackingConsent: (consent: Record<string, boolean>, done: () => void) => {
      analytics = consent.analytics === true;
      done();
    },
  };
  Object.assign(page.window, { Shopify: { customerPrivacy } });
  const { get, subscribe } = page.sayso.port;
  connect({ get, subscribe, narrow }, true, page.window);
  await page.sayso.port.choose('accept-all', SHOWN);
  await soon();
  const refuse = (): void => {
    analytics = false;
    page.window.document.dispatchEvent(new CustomEvent('visitorConsentCollected'));
  };
  return { ...page, refuse, events: () => page.collector.events.map(({ name }) => name) };
}

test('another tool’s no holds at once for what waits and what comes, and is no receipt', async () => {
  const { sayso, collector, events, refuse } = await visitor();
  sayso.track('search', { search_term: 'waits' });
  refuse();
  sayso.track('search', { search_term: 'comes' });
  await soon();
  expect(sayso.consent.get().allowed).toMatchObject({ analytics: false, marketing: true });
  expect(events()).toEqual(['page_view']);
  expect(collector.receipts.map(({ method }) => method)).toEqual(['accept-all']);
});

test('it changes no word of the visitor: a later choice on something else carries the yes over', async () => {
  const { sayso, collector, refuse } = await visitor();
  refuse();
  await sayso.port.choose('save', SHOWN, { marketing: false });
  await soon();
  expect(collector.receipts.at(-1)).toMatchObject({ purposes: { analytics: true, marketing: false } });
  expect(sayso.consent.get().allowed).toMatchObject({ analytics: false });
});

test('a new yes to the same purpose lifts it, in the tool and in Sayso', async () => {
  const { sayso, events, refuse } = await visitor();
  refuse();
  await sayso.port.choose('save', SHOWN, { analytics: true });
  sayso.track('search', { search_term: 'again' });
  await soon();
  expect(events()).toContain('search');
});
