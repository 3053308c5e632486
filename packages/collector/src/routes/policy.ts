import type { PolicyDetails } from '@sayso/protocol';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { comingChange, currentPolicy } from '../policy/current.ts';
import { type PublishedDocument, policyDetails, publishedDocument } from '../policy/public.ts';
import type { PublishedPolicy } from '../store/port.ts';

const none = (): Problem => new Problem('no-policy', 'the site has no such policy');

/** The site's policy in effect; ends the request where there is none. */
export async function policyOf(c: Request, { now }: Pick<Deps, 'now'>): Promise<PublishedPolicy> {
  const current = currentPolicy(await c.get('site').policies(), now());
  if (!current) throw new Problem('no-policy', 'publish a policy for this site first');
  return current;
}

/** Every published version, the newest first. */
export async function versionsOf(c: Request): Promise<PublishedDocument[]> {
  const site = c.get('site');
  return (await site.policies()).map((policy) => publishedDocument(site.site.id, policy)).reverse();
}

/** As an operator wrote it; with `?for=browser` what a page needs of it, defaults filled in. */
const documentFor = (c: Request, policy: PublishedPolicy): PolicyDetails | PublishedDocument =>
  (c.req.query('for') === 'browser' ? policyDetails : publishedDocument)(c.get('site').site.id, policy);

/** `GET /v1/{site}/policy`: the version in effect, and the change that is announced. */
export const getPolicy = ({ now }: Deps) =>
  async function policy(c: Request): Promise<Response> {
    const history = await c.get('site').policies();
    const current = currentPolicy(history, now());
    if (!current) throw none();
    const coming = comingChange(history, now());
    const answer = { ...documentFor(c, current), ...(coming ? { coming } : {}) };
    return c.json(answer, 200, { 'cache-control': 'public, max-age=60' });
  };

/** `GET /v1/{site}/policies`: every published version, the newest first. */
export async function getPolicies(c: Request): Promise<Response> {
  const policies = await versionsOf(c);
  if (policies.length === 0) throw none();
  return c.json({ policies }, 200, { 'cache-control': 'public, max-age=60' });
}

/** `GET /v1/{site}/policies/{n}`: one version, for ever. */
export async function getPolicyVersion(c: Request): Promise<Response> {
  const site = c.get('site');
  const version = c.req.param('version');
  const policy = (await site.policies()).find((published) => String(published.version) === version);
  if (!policy) throw none();
  return c.json(documentFor(c, policy), 200, {
    'cache-control': 'public, max-age=31536000, immutable',
  });
}
