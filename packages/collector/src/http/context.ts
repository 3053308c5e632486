import type { Context } from 'hono';
import type { SiteStore } from '../store/port.ts';
import type { Facts } from './facts.ts';

/** What middleware hands to the routes. */
export interface Vars {
  Bindings: { incoming?: { socket?: { remoteAddress?: string } } };
  Variables: { facts: Facts; site: SiteStore };
}

export type Request = Context<Vars>;
