import { type ComingChange, DAY, toMs } from '@sayso/protocol';
import type { PublishedPolicy } from '../store/port.ts';

type Dated = Pick<PublishedPolicy, 'version' | 'materialSince' | 'publishedAt' | 'effectiveAt'>;

/** A version with the time, in milliseconds since 1970, in which it was or will be in effect. */
interface Reign<P> {
  policy: P;
  from: number;
  until: number;
}

const starts = new WeakMap<Dated, number>();

/** In milliseconds since 1970: read once, since a version never changes. */
function startOf(policy: Dated): number {
  const start = starts.get(policy) ?? toMs(policy.effectiveAt);
  starts.set(policy, start);
  return start;
}

/**
 * The reigns, newest first. A version that was replaced before it took effect never does (contract section
 * 4). A generator: the newest version is nearly always the answer, and each request asks.
 */
function* reigns<P extends Dated>(history: readonly P[]): Generator<Reign<P>> {
  let until = Infinity;
  for (let i = history.length - 1; i >= 0; i--) {
    const policy = history[i];
    if (!policy) continue;
    const next = history[i + 1];
    const from = startOf(policy);
    if (next && toMs(next.publishedAt) < from) continue;
    yield { policy, from, until };
    until = from;
  }
}

/** The version in effect; null before the first one. `history` oldest first, `now` in milliseconds since 1970. */
export function currentPolicy<P extends Dated>(history: readonly P[], now: number): P | null {
  for (const { policy, from } of reigns(history)) if (from <= now) return policy;
  return null;
}

/** The version that is published but not yet in effect, if there is one. */
export function comingPolicy<P extends Dated>(history: readonly P[], now: number): P | null {
  const [newest] = reigns(history);
  return newest && newest.from > now ? newest.policy : null;
}

/** The material change that visitors are told of ahead; null while there is none. */
export function comingChange(history: readonly Dated[], now: number): ComingChange | null {
  const coming = comingPolicy(history, now);
  const isMaterial = coming && coming.materialSince === coming.version;
  return isMaterial ? { version: coming.version, effectiveAt: coming.effectiveAt } : null;
}

/** The versions that were in effect at some time of the last `ms` milliseconds, the current one first. */
export function versionsCurrentWithin<P extends Dated>(history: readonly P[], now: number, ms: number): P[] {
  const found: P[] = [];
  for (const { policy, from, until } of reigns(history)) {
    if (until <= now - ms) break;
    if (from <= now && from < until) found.push(policy);
  }
  return found;
}

/**
 * Whether a receipt or a script may still name this version: the current one, or one that was current within
 * 24 hours and is not before the last material change (contract section 2, Which version).
 */
export function acceptable(history: readonly Dated[], version: number, now: number): boolean {
  const current = currentPolicy(history, now);
  if (!current || version === current.version) return current !== null;
  return (
    version >= current.materialSince &&
    versionsCurrentWithin(history, now, DAY).some((policy) => policy.version === version)
  );
}
