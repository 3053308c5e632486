import type { MiddlewareHandler } from 'hono';
import type { SiteStore, Store } from '../store/port.ts';
import type { Vars } from './context.ts';
import { Problem } from './problem.ts';

/** Binds the request to its site: routes get a handle that reaches no other. */
export const bindSite = (store: Store): MiddlewareHandler<Vars> =>
  async function site(c, next) {
    c.set('site', known(await store.site(c.req.param('site') ?? '')));
    await next();
  };

/** The site; ends the request where there is none. */
export function known(site: SiteStore | null): SiteStore {
  if (!site) throw new Problem('unknown-site', 'no site has this id');
  return site;
}

/** What a closed site still answers: a person's rights, proofs, and a no, which `record` looks at. */
const OPEN_WHEN_CLOSED = /\/(me(\/requests)?|receipts(\/[^/]+\/proof)?|opt-out|proof|log)$/;

/** Ends what a closed site does no more. */
export const unlessClosed: MiddlewareHandler<Vars> = async (c, next) => {
  if (c.get('site').site.closedAt !== undefined && !OPEN_WHEN_CLOSED.test(c.req.path)) throw siteClosed();
  await next();
};

export const siteClosed = (): Problem => new Problem('site-closed', 'this site is closed');
