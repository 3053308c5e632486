import { DAY, type PolicyDocument, type PolicyError, toDay, toMs, toTime } from '@sayso/protocol';
import type { PublishedPolicy } from '../store/port.ts';
import { parseWhen, WHEN } from '../when.ts';
import { hashOf } from './canonical.ts';
import { currentPolicy } from './current.ts';
import { changeOf } from './material.ts';

export interface PlanInput {
  history: readonly PublishedPolicy[];
  /** As the operator wrote it. */
  given: Record<string, unknown>;
  /** The same with its defaults. */
  document: PolicyDocument;
  /** Milliseconds since 1970. */
  now: number;
  /** The operator says that visitors must be asked again, whatever the diff finds. */
  material?: boolean;
  /** Another day to take effect: a day (`2026-12-01`, its beginning in UTC) or a time (RFC 3339). */
  effective?: string;
  /** Why the operator takes it on themselves to be looser than the law table. */
  ownRisk?: string;
}

export interface Plan {
  policy: PublishedPolicy;
  /** Why visitors will be asked again; empty where they won't. */
  reasons: string[];
  /** A version that was waiting and now never takes effect. */
  replaces: number | null;
}

/** The next version of a site's policy, contract section 4. Pure. */
export function planPublish(input: PlanInput): Plan | { errors: PolicyError[] } {
  const { history, given, document } = input;
  const newest = history.reduce((last, p) => Math.max(last, p.version), 0);
  // A clock that was set back must not make a version older than the one it follows.
  const now = history.reduce((last, p) => Math.max(last, toMs(p.publishedAt)), input.now);
  const version = newest + 1;
  // Compared with what visitors live under, not with a version that never took effect.
  const before = currentPolicy(history, now);
  const change = before && changeOf(before.document, document);
  const reasons = change ? [...change.reasons, ...(input.material ? ['said by the operator'] : [])] : [];
  const waits = change && !change.tightensOnly && (change.loosens || input.material);

  const usual = waits ? now + document.notice.materialChangeDays * DAY : now;
  const effectiveAt = input.effective === undefined ? usual : readEffective(input.effective, now);
  if (typeof effectiveAt === 'string') return { errors: [{ path: 'effective', message: effectiveAt }] };

  const waiting = history.find((p) => p.version === newest && toMs(p.effectiveAt) > now);
  return {
    reasons,
    replaces: waiting?.version ?? null,
    policy: {
      version,
      hash: hashOf(given),
      given,
      document,
      materialSince: !before || reasons.length ? version : before.materialSince,
      publishedAt: toTime(now),
      effectiveAt: toTime(effectiveAt),
      ...(input.ownRisk === undefined ? {} : { ownRisk: input.ownRisk }),
    },
  };
}

/** Milliseconds since 1970, or what is wrong. */
function readEffective(text: string, now: number): number | string {
  if (text === toDay(now)) return now;
  const at = parseWhen(text);
  if (at === null) return `expected ${WHEN}`;
  if (at < now - 60_000) return `${text} is past: a version can't take effect before it is published`;
  if (at > now + 3_650 * DAY) return `${text} is more than ten years away`;
  return Math.max(at, now);
}
