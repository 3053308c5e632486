import type { MiddlewareHandler } from 'hono';
import type { Store } from '../store/port.ts';
import type { Vars } from './context.ts';
import { Problem } from './problem.ts';

/** Writes that wait while events are still taken; above it there is room for choices only. */
const MOST_WAITING = 1_000;

/**
 * Turns events away before they are read, while more wait than the disk takes within a second: answering costs a part of
 * what reading does, and choices are kept from waiting behind events.
 */
export const shed = (store: Pick<Store, 'waiting'>): MiddlewareHandler<Vars> =>
  async function shedding(_c, next) {
    if (store.waiting() >= MOST_WAITING)
      throw new Problem('busy', 'nothing can be stored now', { retryAfter: 1 });
    await next();
  };
