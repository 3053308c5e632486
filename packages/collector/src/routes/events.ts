import { amountsOf, type EventsAnswer, gpcProperty, LIMITS, type Signals, toMs } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { deviceOf } from '../device.ts';
import { enforce, type Given, idsOf, proofsOf, readGiven, type Verdict } from '../enforce.ts';
import { sha256 } from '../hash.ts';
import { readJson } from '../http/body.ts';
import type { Request } from '../http/context.ts';
import { occasionOf } from '../http/occasion.ts';
import { requireOrigin } from '../http/origin.ts';
import { Problem } from '../http/problem.ts';
import { heedSignal } from '../issue.ts';
import { verifyProof } from '../keys/proof.ts';
import type { Metrics } from '../metrics.ts';
import { currentPolicy } from '../policy/current.ts';
import { rulesOf } from '../rules-of.ts';
import type { RefusalCount } from '../store/counts.ts';
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
export const postEvents = (deps: Deps, metrics: Metrics) =>
  async function events(c: Request): Promise<Response> {
    requireOrigin(c, false);
    return c.json(await storeBatch(c, deps, metrics, await readJson(c, eventsRequest)));
  };

/** What a batch says, in whatever form it came. */
interface Batch {
  subject: string;
  sentAt: string;
  signals?: Signals | undefined;
  events: readonly unknown[];
}

/** Judges the events of one subject and stores those that its choice covers; resolves once they are on disk. */
export async function storeBatch(
  c: Request,
  deps: Deps,
  metrics: Metrics,
  body: Batch,
): Promise<EventsAnswer> {
  const site = c.get('site');
  const occasion = occasionOf(c, deps, body, null);
  const { now, receivedAt } = occasion;
  const hash = sha256(body.subject);
  const header = c.get('facts').region ?? null;
  if (header) occasion.place = { region: header, source: 'header' };

  const device = deviceOf(c.req.header('user-agent'));
  const events = body.events.map(readGiven);
  const proven = await provenOf(deps, site.site.id, events, now);
  const answer = await site.write(async (tx): Promise<EventsAnswer> => {
    const current = currentPolicy(await tx.policies(), now);
    if (!current) throw new Problem('no-policy', 'publish a policy for this site first');
    const before = await tx.subject(hash);
    const state = before && (await heedSignal(tx, hash, before, current, occasion));
    const region = header ?? state?.region ?? null;
    const verdicts = enforce(events, {
      policy: rulesOf(current),
      state,
      signals: occasion.signals,
      region,
      known: await tx.known(hash, idsOf(events)),
      proven,
      sentAt: body.sentAt,
      now,
    });
    const keep = new Map(current.document.purposes.map((purpose) => [purpose.id, purpose.retentionDays]));
    const accepted = verdicts.flatMap((verdict) =>
      verdict.do === 'accept'
        ? [
            {
              event: verdict.event,
              amounts: amountsOf(verdict.event.name, current.document.eventProps),
              purpose: verdict.purpose,
              retentionDays: keep.get(verdict.purpose),
              receivedAt,
              region,
              locale: state?.locale ?? null,
              ...device,
            },
          ]
        : [],
    );
    if (accepted.length) await tx.addEvents(hash, accepted);
    const counts = countRefusals(verdicts, receivedAt.slice(0, 10));
    if (counts.length) await tx.countRefusals(counts);
    return {
      accepted: accepted.length,
      duplicate: verdicts.filter((verdict) => verdict.do === 'duplicate').length,
      refused: verdicts.flatMap((verdict) =>
        verdict.do === 'refuse' ? [{ id: verdict.id, reason: verdict.reason }] : [],
      ),
    };
  });
  metrics.batch(
    answer.accepted,
    answer.duplicate,
    answer.refused.map(({ reason }) => reason),
  );
  return answer;
}

/** Of the proofs in a batch, those that hold. Checked before the transaction, which others wait for. */
async function provenOf(
  { store }: Deps,
  site: string,
  events: readonly Given[],
  now: number,
): Promise<Set<unknown>> {
  const proofs = proofsOf(events);
  if (!proofs.size) return proofs;
  const keys = await store.accessKeys();
  for (const proof of proofs) if (!(await verifyProof(proof, site, keys, now))) proofs.delete(proof);
  return proofs;
}

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
