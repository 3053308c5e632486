import { DAY, toDay } from '@sayso/protocol';
import { z } from 'zod';
import { countBy, DIMENSIONS, SMALLEST } from '../../admin/stats.ts';
import type { Deps } from '../../deps.ts';
import type { Request } from '../../http/context.ts';
import { readQuery } from '../../http/query.ts';

const day = z.iso.date('expected a day such as 2026-11-20');
const span = z.object({ from: day.optional(), to: day.optional() });
export const statsQuery = span.extend({ by: z.enum(DIMENSIONS).default('day') });
export const refusalsQuery = span;

/** How few may be shown to whoever asks. */
const smallestFor = (c: Request): number => (c.get('key').role === 'analyst' ? SMALLEST : 1);

/** The last 30 days, unless the query says otherwise; UTC, both included. */
function spanOf({ from, to }: z.infer<typeof span>, now: number): { from: string; to: string } {
  return { from: from ?? toDay(now - 29 * DAY), to: to ?? toDay(now) };
}

/** `GET /admin/v1/{site}/stats?from&to&by`: how many events were accepted. An analyst sees no cell under 10. */
export const getStats = ({ now }: Deps) =>
  async function stats(c: Request): Promise<Response> {
    const { by, ...asked } = readQuery(c, statsQuery);
    const { from, to } = spanOf(asked, now());
    const site = c.get('site');
    const cells = await site.aggregates(from, to);
    return c.json({ site: site.site.id, from, to, by, ...countBy(cells, by, smallestFor(c)) });
  };

/** `GET /admin/v1/{site}/refusals?from&to`: how many events were not stored, by day, name and reason. */
export const getRefusals = ({ now }: Deps) =>
  async function refusals(c: Request): Promise<Response> {
    const { from, to } = spanOf(readQuery(c, refusalsQuery), now());
    const site = c.get('site');
    const counted = (await site.refusals()).filter(({ day }) => day >= from && day <= to);
    const rows = counted.filter(({ count }) => count >= smallestFor(c));
    return c.json({ site: site.site.id, from, to, rows, suppressed: rows.length < counted.length });
  };
