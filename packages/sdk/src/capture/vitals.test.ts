import { expect, test } from 'vitest';
import { openPage } from '../../test/fake-page.ts';
import type { Stage } from './sources.ts';
import { watch } from './vitals.ts';

type Entry = { startTime: number; [field: string]: unknown };

/** A browser that says what a test says. */
function open({ late = false, more = {} as object } = {}) {
  const { window } = openPage();
  const entries: Record<string, Entry[]> = {};
  const told: Record<string, number[]> = {};
  let now = 10_000;
  class Observer {
    static supportedEntryTypes = ['largest-contentful-paint', 'layout-shift', 'event', 'first-input'];
    type = '';
    observe({ type }: { type: string }): void {
      this.type = type;
    }
    takeRecords(): Entry[] {
      return (entries[this.type] ?? []).splice(0);
    }
    disconnect(): void {}
  }
  const navigation = [{ activationStart: 0, ...more }];
  Object.assign(window, {
    PerformanceObserver: Observer,
    requestAnimationFrame: (run: () => void) => run(),
    performance: {
      now: () => now,
      getEntriesByType: (type: string) => (type === 'navigation' ? navigation : []),
      ...more,
    },
  });
  const record = (_: string, { metric, value }: { metric: string; value: number }): void => {
    told[metric] = [...(told[metric] ?? []), value];
  };
  const source = watch({ window, late, record, signal: new AbortController().signal } as unknown as Stage);
  const add = (type: string, ...list: Entry[]): void => {
    entries[type] = [...(entries[type] ?? []), ...list];
  };
  return {
    source,
    told,
    add,
    at(time: number) {
      now = time;
    },
  };
}
const shift = (startTime: number, value: number, hadRecentInput = false): Entry => ({
  startTime,
  value,
  hadRecentInput,
});
const event = (interactionId: number, duration: number): Entry => ({
  startTime: 0,
  interactionId,
  duration,
  entryType: 'event',
});

test('LCP is the last largest paint before the page was first hidden, from when it was activated', () => {
  const { source, told, add, at } = open({ more: { activationStart: 100 } });
  const paint = (startTime: number): void => add('largest-contentful-paint', { startTime });
  paint(50);
  paint(800);
  at(1000);
  source.leave?.(false);
  paint(1500);
  source.leave?.(false);
  expect(told.LCP).toEqual([700]);
});

test('CLS is the worst session of shifts: less than a second apart, five seconds at most, none by the visitor', () => {
  const { source, told, add } = open();
  source.leave?.(false);
  expect(told.CLS).toEqual([0]);
  add('layout-shift', shift(100, 0.1), shift(900, 0.1), shift(1000, 9, true));
  add('layout-shift', shift(2000, 0.15));
  source.leave?.(false);
  expect(told.CLS).toEqual([0, 0.2]);
  // A long session is cut after five seconds.
  add('layout-shift', ...Array.from({ length: 12 }, (_, n) => shift(10_000 + n * 900, 0.1)));
  source.leave?.(false);
  expect(told.CLS).toEqual([0, 0.2, 0.6]);
});

test('INP is the slowest interaction, the longest of its events, but for one in fifty', () => {
  const { source, told, add } = open();
  source.leave?.(false);
  expect(told.INP).toBeUndefined();
  add('event', event(7, 80), event(7, 120), event(0, 900), event(14, 48));
  source.leave?.(false);
  expect(told.INP).toEqual([120]);
  const busy = open({ more: { interactionCount: 120 } });
  busy.add('event', ...[500, 400, 300, 200].map((ms, n) => event(7 * n + 7, ms)));
  busy.source.leave?.(false);
  expect(busy.told.INP).toEqual([300]);
});

test('where the browser counts no interactions, their ids say how many there were', () => {
  const { source, told, add } = open();
  add('event', event(1000, 400), event(1000 + 7 * 60, 300));
  source.leave?.(false);
  expect(told.INP).toEqual([300]);
});

test('a first input that was too quick for an event counts too', () => {
  const { source, told, add } = open();
  add('first-input', { startTime: 0, interactionId: 7, duration: 16, entryType: 'first-input' });
  source.leave?.(false);
  expect(told.INP).toEqual([16]);
});

test('of a page that comes back all is measured anew', () => {
  const { source, told, add, at } = open();
  add('layout-shift', shift(100, 0.3));
  add('event', event(7, 200));
  source.leave?.(false);
  at(20_000);
  source.page?.(true);
  source.leave?.(false);
  expect(told).toEqual({ CLS: [0.3, 0], INP: [200], LCP: [0] });
});

test('of a page on which the visitor chose, nothing is told', () => {
  const { source, told, add } = open({ late: true });
  add('largest-contentful-paint', { startTime: 5 });
  add('layout-shift', shift(1, 1));
  source.leave?.(false);
  source.page?.(false);
  expect(told).toEqual({});
});
