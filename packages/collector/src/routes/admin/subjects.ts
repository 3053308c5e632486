import type { Deps } from '../../deps.ts';
import type { Request } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { eraseSubject } from '../../rights/erase.ts';
import { exportSubject } from '../../rights/export.ts';

const unknown = (): Problem => new Problem('unknown-subject', 'nothing is held for this subject');

/** The subject's hash in the path; its secret is not taken there, so that it is in no log of a proxy. */
function hashOf(c: Request): string {
  const hash = c.req.param('hash') ?? '';
  if (!/^[\w-]{43}$/.test(hash)) throw unknown();
  return hash;
}

/** `GET /admin/v1/{site}/requests`: what people asked for under their rights, the soonest due first. */
export async function getRequests(c: Request): Promise<Response> {
  return c.json({ requests: await c.get('site').records.requests() });
}

/** `GET /admin/v1/{site}/subjects/{hash}`: all that is held of a person, and what their choice is now. */
export async function getSubject(c: Request): Promise<Response> {
  const site = c.get('site');
  const held = await exportSubject(site, hashOf(c));
  const state = held && (await site.records.state(held.subject));
  if (!state) throw unknown();
  const { choice, region, locale, minor, restricted } = state;
  return c.json({ ...held, state: { choice, region, locale, minor, restricted } });
}

/** `DELETE /admin/v1/{site}/subjects/{hash}`: what `DELETE /v1/{site}/me` does, for a person who wrote to the store. */
export const deleteSubject = ({ sign, now }: Deps) =>
  async function erase(c: Request): Promise<Response> {
    const { origin: iss } = c.get('facts');
    const erased = await eraseSubject(c.get('site'), hashOf(c), { sign, iss, now: now() });
    if (!erased) throw unknown();
    return c.json(erased);
  };
