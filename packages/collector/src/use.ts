import { decide, toTime } from '@sayso/protocol';
import { currentPolicy } from './policy/current.ts';
import { rulesOf } from './rules-of.ts';
import type { MayUse, PublishedPolicy, SiteStore, StoredEvent } from './store/port.ts';
import type { SubjectState } from './subject.ts';

/**
 * Each event that may be used for `purpose` now, whatever it was captured for: a training feed needs `training`. Its
 * subject must allow both today, the purpose of use and the one it was captured for, for a word taken back is taken back
 * for what was captured under it too. Nothing for a purpose that the policy in effect does not have.
 */
export async function* eventsFor(
  site: SiteStore,
  purpose: string,
  now: () => number,
): AsyncGenerator<StoredEvent, void, undefined> {
  let policies = await site.policies();
  let readAt = now();
  const may: MayUse = (state, captured) => mayUse(state, captured, purpose, policies, now());
  for await (const stored of site.usable(may)) {
    yield stored;
    // A long reading outlives the policy that it began under.
    if (now() - readAt > FRESH_MS) {
      policies = await site.policies();
      readAt = now();
    }
  }
}

const FRESH_MS = 200;

/** Whether what was captured of a subject for one purpose may be used for another today. */
export function mayUse(
  state: SubjectState,
  captured: string,
  purpose: string,
  policies: readonly PublishedPolicy[],
  now: number,
): boolean {
  if (state.restricted) return false;
  const allowed = allowedNow(policies, now, state);
  return allowed[purpose] === true && allowed[captured] === true;
}

function allowedNow(
  policies: readonly PublishedPolicy[],
  now: number,
  { choice, region, minor }: SubjectState,
): Record<string, boolean> {
  const current = currentPolicy(policies, now);
  if (!current) return {};
  // A signal that was ever shown is a word of the choice by now.
  const signals = { gpc: false, dnt: false, minor };
  return decide({ policy: rulesOf(current), region, choice, signals, now: toTime(now) }).allowed;
}
