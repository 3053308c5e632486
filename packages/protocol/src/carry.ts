import { type Choice, saidAt, type Word, wordOn } from './choice.ts';
import type { Decision } from './decide.ts';
import { optional, type PolicyRules } from './policy.ts';

/**
 * A whole choice from words on some purposes: what is not named keeps the word that stands, with its own
 * time in `since`. A yes that does not count in this regime is not carried over, since that would raise it;
 * a no always is. `decision` is what `decide` says of the standing choice, without any signal.
 */
export function carryOver(
  policy: PolicyRules,
  standing: Choice | null,
  decision: Decision,
  words: Record<string, Word>,
): { purposes: Record<string, Word>; since: Record<string, string> } {
  const purposes: Record<string, Word> = {};
  const since: Record<string, string> = {};
  for (const { id, sensitive } of optional(policy.purposes)) {
    const word = Object.hasOwn(words, id) ? words[id] : undefined;
    const kept = wordOn(standing, id);
    if (word !== undefined) purposes[id] = word;
    else if (standing && (kept === false || (kept === true && decision.reasons[id] === 'granted'))) {
      purposes[id] = kept;
      since[id] = saidAt(standing, id);
    } else purposes[id] = decision.regime === 'opt-in' || sensitive ? false : null;
  }
  return { purposes, since };
}
