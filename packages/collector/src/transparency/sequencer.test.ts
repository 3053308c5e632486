import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import type { LogStore } from '../store/log-port.ts';
import type { Site } from '../store/port.ts';
import { startSequencer } from './sequencer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A data folder of which something is committed all the time. */
function started(sites: () => Promise<never[]>) {
  const lines: string[] = [];
  let version = 0;
  const sequencer = startSequencer({
    store: { sites },
    logs: { version: () => version++ } as unknown as LogStore,
    data: '/nowhere',
    log: createLog((line) => void lines.push(line), Date.now),
    interval: () => 1,
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

test('entries wait for a second at most, or for as long as their site chose, and never past it', async () => {
  const chosen: Record<string, number> = { usual: 1, quiet: 60, rare: 3_600 };
  const grown: Record<string, number[]> = { usual: [], quiet: [], rare: [] };
  let version = 0;
  const logs = {
    version: () => version++,
    key: (site: string) => grown[site]?.push(Date.now()),
    alone: async () => ({ head: null, full: [], more: false }),
  };
  const sequencer = startSequencer({
    store: { sites: async () => Object.keys(chosen).map((id) => ({ id, logOrigin: id }) as Site) },
    logs: logs as unknown as LogStore,
    data: '/nowhere',
    log: createLog(() => {}, Date.now),
    interval: (site) => chosen[site] ?? 1,
    now: Date.now,
  });
  await vi.advanceTimersByTimeAsync(4 * 3_600_000);
  await sequencer.stop();
  for (const [site, at] of Object.entries(grown)) {
    const most = (chosen[site] ?? 1) * 1000;
    const gaps = at.slice(1).map((time, n) => time - (at[n] ?? 0));
    expect(gaps.length, site).toBeGreaterThan(3);
    expect(Math.max(...gaps), site).toBeLessThanOrEqual(most);
    expect(Math.min(...gaps.slice(1)), site).toBeGreaterThanOrEqual(most - 1000);
    // By the clock, not after whatever came last: all but the first gap are the same, to half a second.
    expect(Math.max(...gaps.slice(1)) - Math.min(...gaps.slice(1)), site).toBeLessThanOrEqual(500);
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
