import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PageWindow } from '../environment.ts';
import { reload } from './reload.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const page = ({ type = 'navigate', age = 60_000, dialogs = 0 } = {}) => {
  const anew = vi.fn();
  let open = dialogs;
  const window = {
    document: { querySelector: () => (open-- > 0 ? {} : null) },
    location: { reload: anew },
    performance: { getEntriesByType: () => [{ type }], now: () => age },
    setTimeout,
  } as unknown as PageWindow;
  return { window, anew };
};

test('waits until the visitor has closed what is shown after a withdrawal', () => {
  const { window, anew } = page({ dialogs: 2 });
  reload(window);
  vi.advanceTimersByTime(1_500);
  expect(anew).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(anew).toHaveBeenCalledTimes(1);
});

test('a page where no choice sticks is not loaded anew without end', () => {
  const { window, anew } = page({ type: 'reload', age: 2_000 });
  reload(window);
  vi.advanceTimersByTime(60_000);
  expect(anew).not.toHaveBeenCalled();
});
