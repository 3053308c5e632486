import { type EventsAnswer, gpcProperty, LIMITS, type Signals, toDay, toMs } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { enforce, idsOf, type Verdict } from '../enforce.ts';
import { sha256 } from '../hash.ts';
import { readJson } from '../http/body.ts';
import type { Request } from '../http/context.ts';
import { occasionOf } from '../http/occasion.ts';
import { requireOrigin } from '../http/origin.ts';
import { Problem } from '../http/problem.ts';
import { heedSignal } from '../issue.ts';
import { currentPolicy } from '../policy/current.ts';
import { rulesOf } from '../rules-of.ts';
import type { RefusalCount } from '../store/port.ts';
import { subject } from './receipts.ts';

/** The body of a batch, contract section 2. Each event is judged by itself, so its shape is not asked here. */
export const eventsRequest = z.object({
  subject,
  sentAt: z.string().refine((text) => !Number.isNaN(toMs(text)), 'expected an RFC 3339 time'),
  signals: z.unknown().transform(readSignals).optional(),
  events: z.array(z.unknown()).min(1).max(LIMITS.events),
});

/** Signals that are not as they should be don't stop a batch: the reading that protects the visitor is taken. */
function readSignals(given: unknown): Signals {
  const { gpc, dnt, minor } = Object(given) as Record<string, unknown>;
  return { gpc: gpcProperty(gpc), dnt: gpcProperty(dnt), minor: gpcProperty(minor) };
}

/** `POST /v1/{site}/events`: decides again for every event; 200 once the accepted ones are on disk. */
export const postEvents = (deps: Deps) =>
  async function events(c: Request): Promise<Response> {
    requireOrigin(c, false);
    const body = await readJson(c, eventsRequest);
    const site = c.get('site');
    const occasion = occasionOf(c, deps, body, null);
    const { now, receivedAt } = occasion;
    const hash = sha256(body.subject);
    const header = c.get('facts').region ?? null;
    if (header) occasion.place = { region: header, source: 'header' };

    const answer = await site.write(async (tx): Promise<EventsAnswer> => {
      const current = currentPolicy(await tx.policies(), now);
      if (!current) throw new Problem('no-policy', 'publish a policy for this site first');
      const before = await tx.subject(hash);
      const state = before && (await heedSignal(tx, hash, before, current, occasion));
      const region = header ?? state?.region ?? null;
      const verdicts = enforce(body.events, {
        policy: rulesOf(current),
        state,
        signals: occasion.signals,
        region,
        known: await tx.known(hash, idsOf(body.events)),
        sentAt: body.sentAt,
        now,
      });
      const accepted = verdicts.flatMap((verdict) =>
        verdict.do === 'accept'
          ? [
              {
                event: verdict.event,
                purpose: verdict.purpose,
                receivedAt,
                region,
                locale: state?.locale ?? null,
              },
            ]
          : [],
      );
      if (accepted.length) await tx.addEvents(hash, accepted);
      const counts = countRefusals(verdicts, toDay(now));
      if (counts.length) await tx.countRefusals(counts);
      return {
        accepted: accepted.length,
        duplicate: verdicts.filter((verdict) => verdict.do === 'duplicate').length,
        refused: verdicts.flatMap((verdict) =>
          verdict.do === 'refuse' ? [{ id: verdict.id, reason: verdict.reason }] : [],
        ),
      };
    });
    return c.json(answer);
  };

/** Refusals by name and reason; `-` for a name that could be anything. */
function countRefusals(verdicts: readonly Verdict[], day: string): RefusalCount[] {
  const counts = new Map<string, RefusalCount>();
  for (const verdict of verdicts) {
    if (verdict.do !== 'refuse') continue;
    const name = verdict.name ?? '-';
    const key = `${name} ${verdict.reason}`;
    const count = counts.get(key) ?? { day, name, reason: verdict.reason, count: 0 };
    count.count++;
    counts.set(key, count);
  }
  return [...counts.values()];
}
