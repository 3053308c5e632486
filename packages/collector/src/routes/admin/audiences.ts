import { AUDIENCE_PURPOSE, audienceFor } from '../../admin/audience.ts';
import { hashedCsv } from '../../admin/audience-csv.ts';
import type { Deps } from '../../deps.ts';
import type { Request } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { policyOf } from '../policy.ts';

/** `GET /admin/v1/{site}/audiences/{for}.csv`: the hashed addresses of those who may be used for marketing now. */
export const getAudience = (deps: Deps) =>
  async function audience(c: Request): Promise<Response> {
    const target = c.req.param('file')?.replace(/\.csv$/, '');
    if (target === 'klaviyo')
      throw refused('klaviyo takes plain addresses: `sayso audience SITE --for klaviyo --customers FILE`');
    if (target !== 'meta' && target !== 'google')
      throw new Problem('not-found', 'there is no audience for this target');
    await policyOf(c, deps);
    const found = await audienceFor(c.get('site'), target, deps.now);
    if (!found) throw refused(`the policy in effect has no purpose \`${AUDIENCE_PURPOSE}\``);
    return c.body(hashedCsv(target, found), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${target}.csv"`,
    });
  };

const refused = (message: string): Problem =>
  new Problem('invalid', message, { errors: [{ path: 'for', message }] });
