import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { maySeeInside } from '../http/local.ts';
import { Problem } from '../http/problem.ts';

/** `GET /healthz`: alive. */
export const getHealth = (c: Request): Response => c.json({ status: 'ok' });

/** `GET /readyz`: whether something can be stored; why not, to this machine or with a key for all sites. */
export const getReady = (deps: Deps) =>
  async function ready(c: Request): Promise<Response> {
    try {
      await deps.store.ready();
      return c.json({ status: 'ready' });
    } catch (error) {
      // The store's own words begin so too.
      const isTold = error instanceof Error && (await mayKnow(c, deps));
      throw new Problem('busy', isTold ? error.message : 'nothing can be stored now', { retryAfter: 5 });
    }
  };

/** A store that fails may not know its keys either: then this machine is told. */
const mayKnow = async (c: Request, deps: Deps): Promise<boolean> => maySeeInside(c, deps).catch(() => false);
