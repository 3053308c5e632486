import { type BrowserPolicy, markSeparate } from './policy.ts';

/** A published document as the collector serves it: what the operator wrote, which may leave defaults out. */
export type PublishedFields = Pick<
  BrowserPolicy,
  'site' | 'version' | 'materialSince' | 'controller' | 'purposes' | 'regimes'
> &
  Pick<BrowserPolicy, 'reloadOnWithdraw' | 'connections' | 'coming'> & {
    [K in 'region' | 'ask' | 'signals' | 'capture' | 'texts' | 'api']?: Partial<BrowserPolicy[K]>;
  };

/**
 * What a page needs of a document from `GET /v1/{site}/policy`, with the defaults of contract section 4. For
 * documents that were checked when they were published; `parsePolicy` is for all others.
 */
export function fillPolicy(given: PublishedFields): BrowserPolicy {
  const { site, version, materialSince, controller, purposes, regimes, ask, texts, api } = given;
  const grantedDays = ask?.grantedDays ?? 180;
  return {
    site,
    version,
    materialSince,
    controller,
    purposes: markSeparate(purposes),
    regimes,
    region: { trustPage: false, ...given.region },
    ask: { grantedDays, refusedDays: ask?.refusedDays ?? Math.max(180, grantedDays) },
    signals: { gpc: true, dnt: false, gpcOverride: false, ...given.signals },
    capture: { hold: false, sources: ['page', 'click', 'markup', 'dataLayer'], ...given.capture },
    texts: (texts ?? {}) as BrowserPolicy['texts'],
    ...(api?.allowed ? { api: { allowed: true, ...api } } : {}),
    ...(given.reloadOnWithdraw ? { reloadOnWithdraw: true } : {}),
    ...(given.connections ? { connections: given.connections } : {}),
    ...(given.coming ? { coming: given.coming } : {}),
  };
}
