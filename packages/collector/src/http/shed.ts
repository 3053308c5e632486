import type { MiddlewareHandler } from 'hono';
import type { Store } from '../store/port.ts';
import { StoreUnavailable } from '../store/unavailable.ts';
import type { Vars } from './context.ts';

/** Writes that wait while events are still taken; above it there is room for choices only. */
const MOST_WAITING = 1_000;

/**
 * Turns events away before they are read, as the store would: answering costs a part of what reading does, and choices
 * never wait behind them.
 */
export const shed = (store: Pick<Store, 'waiting'>): MiddlewareHandler<Vars> =>
  async function shedding(_c, next) {
    if (store.waiting() >= MOST_WAITING)
      throw new StoreUnavailable(`${MOST_WAITING} writes are waiting already`);
    await next();
  };
