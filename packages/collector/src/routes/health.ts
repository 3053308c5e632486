import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { isLoopback } from '../origin.ts';

/** `GET /healthz`: alive. */
export const getHealth = (c: Request): Response => c.json({ status: 'ok' });

/** `GET /readyz`: whether something can be stored; why not, to this machine only. */
export const getReady = ({ store }: Deps) =>
  async function ready(c: Request): Promise<Response> {
    try {
      await store.ready();
      return c.json({ status: 'ready' });
    } catch (error) {
      const cause = error instanceof Error && isLoopback(c.get('facts').address) ? `: ${error.message}` : '';
      throw new Problem('busy', `nothing can be stored now${cause}`, { retryAfter: 5 });
    }
  };
