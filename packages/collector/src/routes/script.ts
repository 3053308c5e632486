import type { Deps } from '../deps.ts';
import type { Request } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { currentPolicy } from '../policy/current.ts';

/** `GET /s/{site}.js`: the SDK with the site's policy and the banner's first layer, in one request. */
export const getScript = ({ store, scripts, now }: Deps) =>
  async function script(c: Request): Promise<Response> {
    const id = (c.req.param('file') ?? '').replace(/\.js$/, '');
    const site = c.req.param('file')?.endsWith('.js') ? await store.site(id) : null;
    if (!site) throw new Problem('unknown-site', 'no site has this id');
    const policy = currentPolicy(await site.policies(), now());
    const { region } = c.get('facts');
    const { status, headers, body } = await scripts.script({
      site: id,
      policy,
      ...(region === undefined ? {} : { region }),
      acceptEncoding: c.req.header('accept-encoding'),
      ifNoneMatch: c.req.header('if-none-match'),
    });
    return new Response(body, { status, headers });
  };

/** `GET /assets/{build}/{file}`: what the script loads when it is asked for; never changes. */
export const getAsset = ({ scripts }: Deps) =>
  async function asset(c: Request): Promise<Response> {
    const found = await scripts.asset(`${c.req.param('build')}/${c.req.param('file')}`, {
      acceptEncoding: c.req.header('accept-encoding'),
      ifNoneMatch: c.req.header('if-none-match'),
    });
    if (!found) throw new Problem('not-found', 'there is no such file');
    return new Response(found.body, found);
  };
