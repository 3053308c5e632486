import { toTime } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { readJson } from '../../http/body.ts';
import type { Request } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { known } from '../../http/site.ts';
import { type AccessKey, newAccessKey, ROLES } from '../../keys/access-key.ts';
import { parseWhen, WHEN } from '../../when.ts';

export const keyRequest = z.object({
  role: z.enum(ROLES),
  site: z.string().max(40).nullish(),
  expires: z
    .string()
    .max(40)
    .refine((text) => parseWhen(text) !== null, `expected ${WHEN}`)
    .nullish(),
});

/** A key as it is shown: never its text, nor the hash by which it is known. */
const shown = ({ id, role, site, createdAt, expiresAt, revokedAt }: AccessKey) => ({
  id,
  role,
  site,
  createdAt,
  expiresAt,
  revokedAt,
});

/** The keys that whoever asks may see: all, or those of the one site that their own is bound to. */
const seenBy = (asking: AccessKey, keys: readonly AccessKey[]): AccessKey[] =>
  keys.filter(({ site }) => asking.site === null || site === asking.site);

/** `GET /admin/v1/keys` */
export const getKeys = ({ store }: Deps) =>
  async function keys(c: Request): Promise<Response> {
    return c.json({ keys: seenBy(c.get('key'), await store.accessKeys()).map(shown) });
  };

/** `POST /admin/v1/keys`: makes one; its text is in this answer and nowhere else. A bound key makes keys of its site only. */
export const postKey = ({ store, now }: Deps) =>
  async function makeKey(c: Request): Promise<Response> {
    const { role, expires, ...asked } = await readJson(c, keyRequest);
    const own = c.get('key').site;
    const site = asked.site ?? own;
    if (site !== null) known(own === null || site === own ? await store.site(site) : null);
    const end = expires ? parseWhen(expires) : null;
    if (end !== null && end <= now()) {
      const message = 'expected a time to come';
      throw new Problem('invalid', 'see errors', { errors: [{ path: 'expires', message }] });
    }
    const expiresAt = end === null ? null : toTime(end);
    const { text, key } = newAccessKey({ role, site, expiresAt }, toTime(now()));
    await store.addAccessKey(key);
    c.set('about', key.id);
    return c.json({ key: text, ...shown(key) }, 201);
  };

/** `DELETE /admin/v1/keys/{id}`: from then on it opens nothing; the same answer again. */
export const deleteKey = ({ store, now }: Deps) =>
  async function endKey(c: Request): Promise<Response> {
    const id = c.req.param('id');
    const find = async () => seenBy(c.get('key'), await store.accessKeys()).find((key) => key.id === id);
    const there = await find();
    if (!there) throw new Problem('not-found', 'no key has this id');
    await store.revokeAccessKey(there.id, toTime(now()));
    return c.json(shown((await find()) ?? there));
  };
