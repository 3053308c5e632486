import { type BrowserPolicy, type ConsentState, type Purpose, saidAt, toMs } from '@sayso/protocol';
import { byWord, cookiesOf, isOurs, matches } from '../embeds/names.ts';
import type { Seen } from './seen.ts';

/** One thing to look at. */
export interface Finding extends Omit<Seen, 'at'> {
  /** `not-named`: no purpose of the policy lists it. `before-consent`: its purpose was not allowed. `does-not-wait`: an element that should. */
  problem: 'not-named' | 'before-consent' | 'does-not-wait';
  /** The purposes that list it. */
  purposes: string[];
}

/** What of all that was seen the policy does not name, or the visitor has not allowed in time. */
export function judge(
  policy: BrowserPolicy,
  state: Pick<ConsentState, 'allowed' | 'choice'>,
  seen: readonly Seen[],
): Finding[] {
  const { allowed } = byWord(policy, state);
  return seen.flatMap(({ at, ...thing }): Finding[] => {
    if (thing.kind === 'element') return [{ ...thing, problem: 'does-not-wait', purposes: [thing.name] }];
    if (/^(cookie|indexedDB)$/.test(thing.kind) && isOurs(thing.name)) return [];
    const owners = policy.purposes.filter((purpose) => lists(purpose, thing));
    const purposes = owners.map(({ id }) => id);
    if (!owners.length) return [{ ...thing, problem: 'not-named', purposes }];
    const fine = owners.some(
      (purpose) => allowed.includes(purpose) && (at ?? Infinity) >= since(purpose, state),
    );
    return fine ? [] : [{ ...thing, problem: 'before-consent', purposes }];
  });
}

/** Since when an allowed purpose is: a yes has a time; what needs none was always allowed. */
function since({ id }: Purpose, { choice }: Pick<ConsentState, 'choice'>): number {
  return choice && Object.hasOwn(choice.purposes, id) && choice.purposes[id] ? toMs(saidAt(choice, id)) : 0;
}

function lists(purpose: Purpose, { kind, name }: Seen): boolean {
  if (kind === 'cookie') return cookiesOf(purpose).some((entry) => matches(entry.name, name));
  if (kind === 'request') return hostsOf(purpose).some((host) => name === host || name.endsWith(`.${host}`));
  return purpose.storage?.some((entry) => matches(entry, name)) ?? false;
}

/** What it lists, and where its recipients have their privacy policies. */
function hostsOf({ hosts = [], recipients = [] }: Purpose): string[] {
  const named = recipients.flatMap(({ policyUrl }) =>
    policyUrl?.startsWith('https:') ? new URL(policyUrl).hostname.replace(/^www\./, '') : [],
  );
  return [...hosts, ...named];
}
