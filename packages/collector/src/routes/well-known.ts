import { toDay } from '@sayso/protocol';
import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { currentPolicy } from '../policy/current.ts';

/** `GET /.well-known/gpc.json` (GPC, support resource): true only if every current policy heeds the signal. */
export const getGpc = ({ store, now }: Deps) =>
  async function gpc(c: Request): Promise<Response> {
    const sites = await Promise.all(
      (await store.sites()).filter(({ closedAt }) => closedAt === undefined).map(({ id }) => store.site(id)),
    );
    const histories = await Promise.all(sites.map((site) => site?.policies() ?? []));
    const current = histories.flatMap((history) => currentPolicy(history, now()) ?? []);
    const dates = current.map((policy) => Date.parse(policy.effectiveAt));
    return c.json({
      gpc: current.length > 0 && current.every((policy) => policy.document.signals.gpc),
      ...(dates.length ? { lastUpdate: toDay(Math.max(...dates)) } : {}),
    });
  };

/** `GET /.well-known/jwks.json` (RFC 7517): the keys that receipts are signed with, old ones too. */
export const getJwks = ({ jwks }: Deps) =>
  async function keys(c: Request): Promise<Response> {
    return c.json(await jwks(), 200, {
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    });
  };
