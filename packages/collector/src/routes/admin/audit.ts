import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Request } from '../../http/context.ts';
import { readQuery } from '../../http/query.ts';

export const auditQuery = z.object({
  site: z.string().max(40).optional(),
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** `GET /admin/v1/audit`: who looked at what and changed what, the newest first. A bound key sees its own site's. */
export const getAudit = ({ store }: Deps) =>
  async function audit(c: Request): Promise<Response> {
    const { site, before, limit } = readQuery(c, auditQuery);
    const rows = await store.audit.read({
      site: c.get('key').site ?? site ?? null,
      limit,
      ...(before === undefined ? {} : { before }),
    });
    const oldest = rows.at(-1);
    return c.json({ rows, next: rows.length === limit && oldest ? oldest.index : null });
  };
