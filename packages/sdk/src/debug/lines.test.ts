import type { BrowserPolicy, ConsentState, SaysoEvent } from '@sayso/protocol';
import { expect, test } from 'vitest';
import { POLICY } from '../../test/fake-page.ts';
import { type Heard, type Line, openLines } from './lines.ts';

const port = {
  policy: POLICY as BrowserPolicy,
  get: () => ({ reasons: { analytics: 'granted', marketing: 'denied' } }) as unknown as ConsentState,
};
const event = (id: string, name = 'search', props?: Record<string, unknown>): SaysoEvent => ({
  id,
  name,
  at: '2026-11-21T12:00:00.000Z',
  ...(props && { props }),
});

function open(...heard: Omit<Heard, 'at'>[]) {
  const changed: Line[] = [];
  const lines = openLines(port, (line) => changed.push(line));
  for (const one of heard) lines.hear({ at: 1, ...one } as Heard);
  return { lines, changed };
}

test('what is captured has its purpose and the reason of the decision, and waits until a batch is stored', () => {
  const { lines } = open(
    { type: 'event', told: event('1') },
    { type: 'event', told: event('2') },
    { type: 'batch', told: { events: [event('1')], status: 200, wait: 0 } },
    { type: 'batch', told: { events: [event('2')], status: 0, wait: 1500 } },
  );
  expect(lines.all).toMatchObject([
    { name: 'search', purpose: 'analytics', captured: true, reason: 'granted', fate: 'sent' },
    { fate: 'waits' },
  ]);
  expect(lines.batches).toEqual([
    { at: 1, count: 1, status: 200, wait: 0 },
    { at: 1, count: 1, status: 0, wait: 1500 },
  ]);
});

test('what is refused has its reason, and what is refused after it was captured keeps its line', () => {
  const { lines, changed } = open(
    { type: 'refused', told: { name: 'add_to_wishlist', reason: 'denied' } },
    { type: 'event', told: event('1') },
    { type: 'refused', told: { id: '1', name: 'search', reason: 'too-old' } },
    { type: 'refused', told: { name: 'click', reason: 'too-many', count: 30 } },
    { type: 'refused', told: { reason: 'csp' } },
  );
  expect(lines.all).toMatchObject([
    { name: 'add_to_wishlist', purpose: 'marketing', captured: false, reason: 'denied' },
    { name: 'search', captured: true, reason: 'granted', fate: 'too-old' },
    { name: 'click', reason: 'too-many', count: 30 },
    { name: '', purpose: '', reason: 'csp' },
  ]);
  expect(changed).toHaveLength(5);
});

test('an event that the collector refuses is not shown as sent, though its batch was stored', () => {
  const { lines } = open(
    { type: 'event', told: event('1') },
    { type: 'batch', told: { events: [event('1')], status: 200, wait: 0 } },
    { type: 'refused', told: { id: '1', name: 'search', reason: 'no-receipt' } },
  );
  expect(lines.all[0]?.fate).toBe('no-receipt');
});

test('properties that the vocabulary does not have are named', () => {
  const { lines } = open(
    { type: 'event', told: event('1', 'search', { search_term: 'cup', colour: 'red' }) },
    { type: 'event', told: event('2', 'constructor', { name: 'x' }) },
  );
  expect(lines.all.map(({ unknown }) => unknown)).toEqual([['colour'], ['name']]);
});

test('a page that goes on for hours keeps the newest 300', () => {
  const { lines } = open(
    ...Array.from(
      { length: 1_000 },
      (_, n): Omit<Heard, 'at'> => ({
        type: 'event',
        told: event(`${n}`),
      }),
    ),
  );
  expect(lines.all).toHaveLength(300);
  expect(lines.all[0]?.event?.id).toBe('700');
});
