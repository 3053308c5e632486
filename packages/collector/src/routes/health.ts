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
      const cause = error instanceof Error && (await mayKnow(c, deps)) ? `: ${error.message}` : '';
      throw new Problem('busy', `nothing can be stored now${cause}`, { retryAfter: 5 });
    }
  };

/** A store that fails may not know its keys either: then this machine is told. */
const mayKnow = async (c: Request, deps: Deps): Promise<boolean> => maySeeInside(c, deps).catch(() => false);
