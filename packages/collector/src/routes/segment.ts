import { isSubject, LIMITS, toMs, toTime } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { readJson } from '../http/body.ts';
import type { Request } from '../http/context.ts';
import { readCookie, sharesCookie } from '../http/cookie.ts';
import { requireOrigin } from '../http/origin.ts';
import type { Metrics } from '../metrics.ts';
import { fromSegment } from '../segment.ts';
import { provenOf, storeBatch } from './events.ts';

/** The body of Segment's `POST /v1/batch`, as far as it is read. */
export const segmentBatch = z.object({
  batch: z.array(z.unknown()).min(1).max(LIMITS.events),
  sentAt: z.unknown().optional(),
});

/**
 * `POST /v1/{site}/segment/batch`: events in Segment's form, judged as any others. The subject is that of the
 * store's own cookie, or, from a server, the `anonymousId`; a stranger's id has no receipt, so nothing is stored for it.
 */
export const postSegment = (deps: Deps, metrics: Metrics) =>
  async function segment(c: Request): Promise<Response> {
    requireOrigin(c, false);
    const { batch, sentAt } = await readJson(c, segmentBatch);
    const own = sharesCookie(c) ? readCookie(c, []) : null;
    const bySubject = new Map<string, unknown[]>();
    let skipped = 0;
    for (const message of batch) {
      const event = fromSegment(message);
      const subject = own?.subject ?? anonymousId(message);
      if (event && subject) bySubject.set(subject, [...(bySubject.get(subject) ?? []), event]);
      else skipped++;
    }
    const answer = { success: true, accepted: 0, duplicate: 0, refused: [] as unknown[], skipped };
    for (const [subject, events] of bySubject) {
      const said = {
        subject,
        events,
        sentAt: Number.isNaN(toMs(sentAt)) ? toTime(deps.now()) : String(sentAt),
      };
      const proven = await provenOf(c, deps, events);
      const { accepted, duplicate, refused } = await storeBatch(c, deps, metrics, proven, () => said);
      answer.accepted += accepted;
      answer.duplicate += duplicate;
      answer.refused.push(...refused);
    }
    return c.json(answer);
  };

/** The subject, where somebody who has it puts it; anything else names nobody whom we know. */
function anonymousId(message: unknown): string | null {
  const { anonymousId: id } = Object(message) as Record<string, unknown>;
  return isSubject(id) ? id : null;
}
