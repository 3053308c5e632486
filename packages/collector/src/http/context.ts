import type { Context } from 'hono';
import type { AccessKey } from '../keys/access-key.ts';
import type { SiteStore } from '../store/port.ts';
import type { Facts } from './facts.ts';

/** What middleware hands to the routes. */
export interface Vars {
  Bindings: { incoming?: { socket?: { remoteAddress?: string } } };
  Variables: {
    facts: Facts;
    site: SiteStore;
    /** Who asks, on the operator's side. */
    key: AccessKey;
    /** What an access is about, for the audit trail, where its path does not say so. */
    about: string;
  };
}

export type Request = Context<Vars>;
