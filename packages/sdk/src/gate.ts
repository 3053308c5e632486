import { type Decision, isEventName, type PolicyRules, purposeOf, type Reason } from '@sayso/protocol';

/**
 * Why an event of this name may not be captured now; null if it may. (A policy that lets events wait is refused
 * when it is published, so far.) An allowed purpose is not enough: without a subject no receipt covers it, as
 * when the notice of an `opt-out` region is not on the screen yet.
 */
export function objection(
  { purposes }: PolicyRules,
  { reasons, allowed }: Decision,
  subject: string | null,
  name: string,
): Reason | 'invalid' | 'unknown-event' | 'no-receipt' | null {
  if (!isEventName(name)) return 'invalid';
  const purpose = purposeOf(purposes, name);
  if (!purpose || purpose.always) return 'unknown-event';
  if (!allowed[purpose.id]) return reasons[purpose.id] ?? 'unknown-event';
  return subject ? null : 'no-receipt';
}
