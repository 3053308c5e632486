import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import type { LogStore } from '../store/log-port.ts';
import { startSequencer } from './sequencer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A data folder of which something is committed all the time. */
function started(sites: () => Promise<never[]>, interval = 1) {
  const lines: string[] = [];
  let version = 0;
  const sequencer = startSequencer({
    store: { sites },
    logs: { version: () => version++ } as unknown as LogStore,
    data: '/nowhere',
    log: createLog((line) => void lines.push(line), Date.now),
    interval,
    now: Date.now,
  });
  return { sequencer, lines };
}

test('a log that can’t be written is tried again, ever less often, and says so in few lines', async () => {
  let fails = true;
  let turns = 0;
  const { sequencer, lines } = started(async () => {
    turns++;
    if (fails) throw new Error('the disk is full');
    return [];
  });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.length).toBeLessThan(25);
  expect(lines[0]).toContain('"code":"log"');
  fails = false;
  const before = turns;
  await vi.advanceTimersByTimeAsync(70_000);
  expect(turns - before).toBeGreaterThan(15);
  await sequencer.stop();
});

test('entries wait for a second at most, or for as long as was chosen, and never past it', async () => {
  const at: number[] = [];
  for (const interval of [1, 60]) {
    at.length = 0;
    const { sequencer } = started(async () => {
      at.push(Date.now());
      return [];
    }, interval);
    await vi.advanceTimersByTimeAsync(600_000);
    await sequencer.stop();
    const gaps = at.slice(1).map((time, n) => time - (at[n] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(interval * 1000);
    // By the clock, not after whatever came last: all but the first gap are the same.
    expect(new Set(gaps.slice(1)).size).toBe(1);
  }
});

test('once it is stopped it does nothing more', async () => {
  let turns = 0;
  const { sequencer } = started(async () => {
    turns++;
    return [];
  });
  await sequencer.stop();
  const before = turns;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(turns).toBe(before);
});
