import { type BrowserPolicy, type ConsentState, type Deed, objects, optional } from '@sayso/protocol';

/** What is said on purposes; what is not named keeps its word. */
export type Words = Record<string, boolean>;

/**
 * The words of a deed. A re-ask is about `askFor` only. Accepting all never overrules an objecting signal: a
 * save with a second step does. `given` are the words of a `save` or an `opt-out`. Who may not grant can
 * refuse all the same.
 */
export function wordsOf(
  policy: BrowserPolicy,
  { choice, askFor, signals }: ConsentState,
  deed: Deed,
  mayGrant: boolean,
  given: Words = {},
): Words {
  const words: Words = {};
  const accept = deed === 'accept-all';
  const asked = accept || (deed === 'reject-all' && choice) ? askFor : [];
  for (const { id, gpc } of optional(policy.purposes)) {
    const said = deed === 'save' || deed === 'opt-out';
    const named = said ? Object.hasOwn(given, id) : !asked.length || asked.includes(id);
    const yes = accept ? !gpc || !objects(policy.signals, signals) : said && given[id] === true;
    if (named && (mayGrant || !yes)) words[id] = yes;
  }
  return words;
}
