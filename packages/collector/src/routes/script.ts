import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { siteClosed } from '../http/site.ts';
import { comingChange, currentPolicy } from '../policy/current.ts';

/** `GET /s/{site}.js`: the SDK with the site's policy and the banner's first layer, in one request. */
export const getScript = ({ store, scripts, now }: Deps) =>
  async function script(c: Request): Promise<Response> {
    const id = (c.req.param('file') ?? '').replace(/\.js$/, '');
    const site = c.req.param('file')?.endsWith('.js') ? await store.site(id) : null;
    if (!site) throw new Problem('unknown-site', 'no site has this id');
    if (site.site.closedAt !== undefined) throw siteClosed();
    const history = await site.policies();
    const policy = currentPolicy(history, now());
    const { region } = c.get('facts');
    const { status, headers, body } = await scripts.script({
      site: id,
      policy,
      coming: comingChange(history, now()),
      ...(region === undefined ? {} : { region }),
      acceptEncoding: c.req.header('accept-encoding'),
      ifNoneMatch: c.req.header('if-none-match'),
    });
    return new Response(body, { status, headers });
  };

/** `policy.{site}.{version}.js`: all that visitors may know of one version. */
const POLICY_FILE = /^policy\.([a-z0-9-]{2,40})\.([1-9]\d{0,8})\.js$/;

/** `GET /assets/{build}/{file}`: what the script loads when it is asked for; never changes. */
export const getAsset = ({ store, scripts }: Deps) =>
  async function asset(c: Request): Promise<Response> {
    const build = c.req.param('build') ?? '';
    const file = c.req.param('file') ?? '';
    const request = {
      acceptEncoding: c.req.header('accept-encoding'),
      ifNoneMatch: c.req.header('if-none-match'),
    };
    const [, id, version] = POLICY_FILE.exec(file) ?? [];
    if (id) {
      const site = await store.site(id);
      const policy = (await site?.policies())?.find((published) => String(published.version) === version);
      const { status, headers, body } = await scripts.details({
        site: id,
        policy: policy ?? null,
        ...request,
      });
      return new Response(body, { status, headers });
    }
    const found = await scripts.asset(`${build}/${file}`, request);
    if (!found) throw new Problem('not-found', 'there is no such file');
    return new Response(found.body, found);
  };
