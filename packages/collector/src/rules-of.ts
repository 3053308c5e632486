import type { PolicyDocument, PolicyRules } from '@sayso/protocol';
import type { PublishedPolicy } from './store/port.ts';

const read = new WeakMap<PublishedPolicy, PolicyDocument & PolicyRules>();

/** A published policy as `decide` reads it: made once, since a version never changes. */
export function rulesOf(policy: PublishedPolicy): PolicyDocument & PolicyRules {
  const { document, version, materialSince } = policy;
  const rules = read.get(policy) ?? { ...document, version, materialSince };
  read.set(policy, rules);
  return rules;
}
