import { PROBLEMS, toTime } from '@sayso/protocol';
import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../deps.ts';
import type { AccessKey, Role } from '../keys/access-key.ts';
import { endOf, keyOf, mayAs } from '../keys/opens.ts';
import type { Request, Vars } from './context.ts';
import { slowDown } from './limit.ts';
import { Problem } from './problem.ts';
import { createRate } from './rate.ts';
import { known } from './site.ts';

/** A wrong key every ten seconds and address, 20 at once; whatever `--rate` says. */
const WRONG_A_SECOND = 0.1;
const WRONG_AT_ONCE = 20;

/** The hash of a subject, or the id of a key: what a path may name in the audit trail. */
const ABOUT = /^([\w-]{43}|[0-9a-f]{12})$/;

/** Lets in who has a live key of one of these roles, and writes each access to the audit trail before it is answered. */
export type Admit = (...roles: Role[]) => MiddlewareHandler<Vars>;

/** Access by key, contract section 2 (Operator side). */
export function createAdmit(deps: Deps): Admit {
  const wrong = createRate(WRONG_A_SECOND, WRONG_AT_ONCE);
  const refused = (c: Request): Problem => {
    const wait = wrong(c.get('facts').address, deps.now());
    return wait
      ? slowDown(wait)
      : new Problem('no-key', 'this key opens nothing: it is unknown, or has ended');
  };

  return (...roles) =>
    async function admitted(c, next) {
      const text = accessKeyText(c);
      if (text === null) throw new Problem('no-key', 'expected Authorization: Bearer and a key');
      const key = keyOf(text, await deps.store.accessKeys());
      if (!key) throw refused(c);
      try {
        if (endOf(key, deps.now())) throw refused(c);
        await bind(c, deps, key);
        if (!mayAs(key.role, roles)) throw new Problem('role-too-small', `a key of role ${key.role} may not`);
        c.set('key', key);
        await next();
      } catch (error) {
        await record(c, deps, key, String(error instanceof Problem ? PROBLEMS[error.code] : 500));
        throw error;
      }
      await record(c, deps, key, String(c.res.status));
    };
}

/** Another site's data is not there for a key that is bound to one. */
async function bind(c: Request, { store }: Deps, key: AccessKey): Promise<void> {
  const id = c.req.param('site');
  if (id === undefined) return;
  c.set('site', known(key.site === null || key.site === id ? await store.site(id) : null));
}

async function record(c: Request, { store, now }: Deps, key: AccessKey, outcome: string): Promise<void> {
  const named = c.get('about') ?? c.req.param('hash') ?? c.req.param('id');
  await store.audit.add({
    at: toTime(now()),
    who: key.id,
    what: `${c.req.method} ${c.req.routePath}`,
    site: c.get('site')?.site.id ?? null,
    about: named !== undefined && (named === c.get('about') || ABOUT.test(named)) ? named : null,
    outcome,
  });
}

/** The text of the key that a request carries. */
export const accessKeyText = (c: Request): string | null =>
  /^Bearer (sayso_k_[\w-]{20,80})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
