import { amountsOf, type EventsAnswer, gpcProperty, LIMITS, type Signals, toMs } from '@sayso/protocol';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { deviceOf } from '../device.ts';
import { enforce, idsOf, proofsOf, readGiven, type Verdict } from '../enforce.ts';
import { sha256 } from '../hash.ts';
import { parseJson, readText } from '../http/body.ts';
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
import type { AcceptedEvent, SiteTx } from '../store/port.ts';
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
    const text = await readText(c);
    const read = (): Batch => parseJson(text, eventsRequest);
    // Few batches have a proof: only they are read before their turn comes. An escape could spell the name too.
    const proven = await provenOf(c, deps, /"identify"|\\u/.test(text) ? read().events : []);
    return c.json(await storeBatch(c, deps, metrics, proven, read));
  };

/** What a batch says, in whatever form it came. */
interface Batch {
  subject: string;
  sentAt: string;
  signals?: Signals | undefined;
  events: readonly unknown[];
}

/**
 * Judges the events of one subject and stores those that its choice covers; resolves once they are on disk. `read` is
 * called when its turn comes: until then a batch is a text, of which a hundred that wait cost the garbage collector nothing.
 */
export async function storeBatch(
  c: Request,
  deps: Deps,
  metrics: Metrics,
  proven: ReadonlySet<unknown>,
  read: () => Batch,
): Promise<EventsAnswer> {
  const answer = await c.get('site').write((tx) => judgeBatch(tx, c, deps, proven, read()));
  metrics.batch(
    answer.accepted,
    answer.duplicate,
    answer.refused.map(({ reason }) => reason),
  );
  return answer;
}

async function judgeBatch(
  tx: SiteTx,
  c: Request,
  deps: Deps,
  proven: ReadonlySet<unknown>,
  body: Batch,
): Promise<EventsAnswer> {
  const occasion = occasionOf(c, deps, body, null);
  const { now, receivedAt } = occasion;
  const hash = sha256(body.subject);
  const header = c.get('facts').region ?? null;
  if (header) occasion.place = { region: header, source: 'header' };

  const current = currentPolicy(await tx.policies(), now);
  if (!current) throw new Problem('no-policy', 'publish a policy for this site first');
  const before = await tx.subject(hash);
  const state = before && (await heedSignal(tx, hash, before, current, occasion));
  const region = header ?? state?.region ?? null;
  const events = body.events.map(readGiven);
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

  const { purposes, eventProps } = current.document;
  const keep = new Map(purposes.map(({ id, retentionDays }) => [id, retentionDays]));
  const locale = state?.locale ?? null;
  const { device, browser } = deviceOf(c.req.header('user-agent'));
  const accepted: AcceptedEvent[] = [];
  const refused: EventsAnswer['refused'] = [];
  for (const verdict of verdicts) {
    if (verdict.do === 'refuse') refused.push({ id: verdict.id, reason: verdict.reason });
    if (verdict.do !== 'accept') continue;
    const { event, purpose } = verdict;
    const amounts = amountsOf(event.name, eventProps);
    const retentionDays = keep.get(purpose);
    accepted.push({ event, amounts, purpose, retentionDays, receivedAt, region, locale, device, browser });
  }
  if (accepted.length) await tx.addEvents(hash, accepted);
  if (refused.length) await tx.countRefusals(countRefusals(verdicts, receivedAt.slice(0, 10)));
  return {
    accepted: accepted.length,
    duplicate: verdicts.length - accepted.length - refused.length,
    refused,
  };
}

/** Of the proofs in a batch, those that hold. Checked before the transaction, which others wait for. */
export async function provenOf(
  c: Request,
  { store, now }: Deps,
  events: readonly unknown[],
): Promise<ReadonlySet<unknown>> {
  const proofs = proofsOf(events.map(readGiven));
  if (!proofs.size) return proofs;
  const { id } = c.get('site').site;
  const keys = await store.accessKeys();
  for (const proof of proofs) if (!(await verifyProof(proof, id, keys, now()))) proofs.delete(proof);
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
