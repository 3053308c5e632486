import type { Log } from '../log.ts';

/** A line of the log each ten seconds of an outage, not one for each request that it hits. */
const EVERY_MS = 10_000;

/** Tells of requests that could not be stored: why, and how many since the line before. */
export function createOutage(log: Log, now: () => number): (reason: { message: string }) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return ({ message }) => {
    count++;
    if (Math.abs(now() - toldAt) < EVERY_MS) return;
    log.error(message, { code: 'busy', count });
    toldAt = now();
    count = 0;
  };
}
