import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onceEmbedded } from './embedded.ts';

const page = { waits: false };
let mutated: () => void;
let observing = 0;

beforeEach(() => {
  vi.useFakeTimers();
  page.waits = false;
  observing = 0;
  vi.stubGlobal('document', { querySelector: () => (page.waits ? {} : null) });
  vi.stubGlobal(
    'MutationObserver',
    class {
      constructor(heard: () => void) {
        mutated = heard;
      }
      observe(): void {
        observing++;
      }
      disconnect(): void {
        observing--;
      }
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(must = false) {
  const found = vi.fn();
  onceEmbedded(must, found);
  vi.advanceTimersByTime(100);
  return found;
}

test('a page in which nothing waits is only watched, and looked at once in a while however much it changes', () => {
  const found = open();
  const look = vi.spyOn(document, 'querySelector');
  for (let i = 0; i < 500; i++) mutated();
  vi.advanceTimersByTime(150);
  expect(look).toHaveBeenCalledTimes(1);
  expect(found).not.toHaveBeenCalled();
});

test('what comes later is found, once, and then nothing is watched any more', () => {
  const found = open();
  page.waits = true;
  mutated();
  vi.advanceTimersByTime(1000);
  expect(found).toHaveBeenCalledTimes(1);
  expect(observing).toBe(0);
});

test.each([
  ['where something waits already', true, false],
  ['where the policy lists something to do on a no', false, true],
])('%s it is found at once', (_, waits, must) => {
  page.waits = waits;
  expect(open(must)).toHaveBeenCalledTimes(1);
  expect(observing).toBe(0);
});
