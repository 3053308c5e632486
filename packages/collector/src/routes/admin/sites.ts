import type { Deps } from '../../deps.ts';
import type { Request } from '../../http/context.ts';
import { currentPolicy } from '../../policy/current.ts';

/** `GET /admin/v1/sites`: every site, or the one that the key is bound to. */
export const getSites = ({ store, now }: Deps) =>
  async function sites(c: Request): Promise<Response> {
    const { site: own } = c.get('key');
    const seen = (await store.sites()).filter(({ id }) => own === null || id === own);
    const sites = await Promise.all(
      seen.map(async (site) => {
        const policies = (await (await store.site(site.id))?.policies()) ?? [];
        return { ...site, policyVersion: currentPolicy(policies, now())?.version ?? null };
      }),
    );
    return c.json({ sites });
  };
