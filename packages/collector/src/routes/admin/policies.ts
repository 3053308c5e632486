import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { readJson } from '../../http/body.ts';
import type { Request } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { readQuery } from '../../http/query.ts';
import { publishPolicy } from '../../policy/publish.ts';
import { versionsOf } from '../policy.ts';

/** The options of `policy publish`, as a query: the body is the policy itself. */
export const publishQuery = z.object({
  material: z.enum(['true', 'false']).optional(),
  effective: z.string().max(40).optional(),
  'own-risk': z.string().max(2_000).optional(),
});

/** `GET /admin/v1/{site}/policies`: every published version, the newest first. */
export async function getSitePolicies(c: Request): Promise<Response> {
  return c.json({ policies: await versionsOf(c) });
}

/** `POST /admin/v1/{site}/policies`: publishes the body as the next version, as `sayso policy publish` does. */
export const postPolicy = ({ sign, now }: Deps) =>
  async function publish(c: Request): Promise<Response> {
    const { material, effective, 'own-risk': ownRisk } = readQuery(c, publishQuery);
    const given = await readJson(c, z.unknown());
    const options = {
      ...(material === 'true' ? { material: true } : {}),
      ...(effective === undefined ? {} : { effective }),
      ...(ownRisk === undefined ? {} : { ownRisk }),
    };
    const plan = await publishPolicy(c.get('site'), sign, given, options, now());
    if ('errors' in plan) {
      const errors = plan.errors.slice(0, 10).map(({ path, message }) => ({ path, message }));
      throw new Problem(plan.code, 'nothing was published; see errors', { errors });
    }
    const { version, hash, publishedAt, effectiveAt, materialSince } = plan.policy;
    c.set('about', String(version));
    const { reasons, replaces } = plan;
    return c.json({ version, hash, publishedAt, effectiveAt, materialSince, reasons, replaces }, 201);
  };
