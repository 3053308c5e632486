import type { Props } from '@sayso/protocol';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openPage, POLICY } from '../../test/fake-page.ts';
import { openSources } from './sources.ts';

const EVENTS = ['error', 'search', 'view_item', 'add_to_cart'];
// Fetched once before, so that no test waits for a busy disk.
beforeAll(() => Promise.all([import('./data-layer.ts'), import('./error.ts')]));

let allowed: string[];
let now: number;
let recorded: [string, Props, string][];
beforeEach(() => {
  allowed = EVENTS;
  now = 10_000;
  recorded = [];
});

/** The sources as capture has them, on a page with no element in it. */
function open(sources: string[], at = '') {
  const { window } = openPage();
  const visit = { since: 5000, made: new Map<string, { source: string; at: number }>() };
  const layer: unknown[] = [];
  Object.assign(window, { dataLayer: layer, performance: { getEntriesByType: () => [] } });
  const opened = openSources({
    window,
    consent: {
      policy: { purposes: [{ id: 'a', events: EVENTS }], capture: { ...POLICY.capture, sources } },
      memory: { at },
      objection: (name) => (allowed.includes(name) ? null : 'denied'),
    },
    clock: () => now,
    visit: () => visit,
    record(name, props, at, source) {
      recorded.push([name, props, source]);
      visit.made.set(name, { source, at });
    },
    cleanUrl: () => null,
    pathOf: () => [],
    isIgnored: () => false,
  });
  return { ...opened, window, visit, layer };
}
/** Until a source that is being loaded is there. */
const loaded = (): Promise<void> => new Promise((done) => setTimeout(done, 50));
const fail = (window: Window): boolean => window.dispatchEvent(new Event('unhandledrejection'));
const search = (search_term: string) => ({ event: 'search', search_term });

test('a source begins once something that it makes may be captured, and ends when it may no more', async () => {
  allowed = ['search'];
  const { tend, window } = open(['error']);
  tend();
  await loaded();
  fail(window);
  expect(recorded).toEqual([]);
  allowed = EVENTS;
  tend();
  tend();
  await loaded();
  fail(window);
  expect(recorded).toEqual([['error', { kind: 'unhandledrejection' }, 'error']]);
  allowed = [];
  tend();
  fail(window);
  allowed = EVENTS;
  fail(window);
  expect(recorded).toHaveLength(1);
  tend();
  await loaded();
  fail(window);
  expect(recorded).toHaveLength(2);
});

test('one that is not wanted any more when it has come does not begin', async () => {
  const { tend, window } = open(['error']);
  tend();
  allowed = [];
  tend();
  await loaded();
  allowed = EVENTS;
  fail(window);
  expect(recorded).toEqual([]);
});

test('what a page says is cleaned of what may name somebody, and ids survive', async () => {
  const { tend, layer } = open(['dataLayer']);
  tend();
  await loaded();
  const items = [{ item_id: '4111111111111111', item_name: 'For jane@doe.example' }];
  layer.push({ event: 'view_item', ecommerce: { items } });
  expect(recorded[0]?.[1]).toEqual({ items: [{ item_id: '4111111111111111', item_name: 'For [email]' }] });
});

test('what another source has made of the same is not made again', async () => {
  const { tend, layer, visit } = open(['dataLayer']);
  tend();
  await loaded();
  // A view stays until the page is left, an action is the same for three seconds.
  visit.made.set('view_item', { source: 'markup', at: 5000 });
  visit.made.set('add_to_cart', { source: 'markup', at: 8000 });
  const items = [{ item_id: 'mug' }];
  layer.push({ event: 'view_item', ecommerce: { items } }, { event: 'add_to_cart', ecommerce: { items } });
  expect(recorded).toEqual([]);
  now = 11_000;
  layer.push({ event: 'add_to_cart', ecommerce: { items } }, { event: 'add_to_cart', ecommerce: { items } });
  expect(recorded.map(([name]) => name)).toEqual(['add_to_cart', 'add_to_cart']);
});

test('what was pushed before the visitor chose or saw the notice on this page is not captured, what came before this was loaded is', async () => {
  for (const [at, count] of [
    [new Date(6000).toISOString(), 0],
    [new Date(4000).toISOString(), 1],
  ] as const) {
    recorded = [];
    const { tend, layer } = open(['dataLayer'], at);
    layer.push(search('before'));
    tend();
    await loaded();
    expect(recorded).toHaveLength(count);
    layer.push(search('after'));
    expect(recorded.at(-1)?.[1]).toEqual({ search_term: 'after' });
  }
});

test('a name that is no source loads nothing', async () => {
  const { tend } = open(['page', 'nobody']);
  expect(tend).not.toThrow();
  await loaded();
  expect(recorded).toEqual([]);
});
