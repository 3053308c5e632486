import type { MiddlewareHandler } from 'hono';
import type { Store } from '../store/port.ts';
import type { Vars } from './context.ts';
import { Problem } from './problem.ts';

/** Binds the request to its site: routes get a handle that reaches no other. */
export const bindSite = (store: Store): MiddlewareHandler<Vars> =>
  async function site(c, next) {
    const bound = await store.site(c.req.param('site') ?? '');
    if (!bound) throw new Problem('unknown-site', 'no site has this id');
    c.set('site', bound);
    await next();
  };
