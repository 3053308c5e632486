import { objects, purposeOf, regimeOf, toDay } from '@sayso/protocol';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import type { Take } from '../http/rate.ts';
import { currentPolicy } from '../policy/current.ts';

/** One transparent dot, 43 bytes. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/**
 * `GET /v1/{site}/pixel.gif?name=`: always the dot. Counted without any identifier, and only where the
 * regime is not opt-in and no signal objects; not either where an address sends too many.
 */
export const getPixel = (deps: Deps, take: Take) =>
  async function pixel(c: Request): Promise<Response> {
    const wait = take(c.get('facts').address, deps.now());
    if (!wait)
      await count(c, deps).catch((error) => deps.log.unexpected(error, { route: '/v1/:site/pixel.gif' }));
    return c.body(GIF, 200, { 'content-type': 'image/gif', 'cache-control': 'no-store' });
  };

async function count(c: Request, { store, now }: Deps): Promise<void> {
  const site = await store.site(c.req.param('site') ?? '');
  if (site?.site.closedAt !== undefined) return;
  const policy = site && currentPolicy(await site.policies(), now());
  const name = c.req.query('name') ?? '';
  const purpose = policy && purposeOf(policy.document.purposes, name);
  // A sensitive purpose is opt-in everywhere.
  if (!purpose || purpose.sensitive) return;
  const { gpc, dnt, region = null } = c.get('facts');
  const { regimes, signals } = policy.document;
  if (regimeOf(regimes, region) === 'opt-in' || objects(signals, { gpc, dnt, minor: false })) return;
  await site.write((tx) => tx.countPixel(toDay(now()), name, region));
}
