import {
  type BrowserPolicy,
  type ConsentState,
  type Deed,
  type Memory,
  type Method,
  parseRegion,
  type Shown,
  toTime,
} from '@sayso/protocol';
import { STRANGER, says } from './choices.ts';
import type { SaysoOptions } from './config.ts';
import { alone, type Clock, isVisible, type PageWindow } from './environment.ts';
import { objection } from './gate.ts';
import { newId, newSubject } from './ids.ts';
import type { Receipts } from './receipts.ts';
import { requestOf } from './request.ts';
import { hasDefault, openStanding } from './standing.ts';
import type { Storage } from './storage.ts';
import { type Words, wordsOf } from './words.ts';

export interface Chosen {
  id: string;
  /** Whether the collector goes by it. */
  effective: boolean;
}

/** What the visitor lets be captured: remembered here, told to the collector. */
export interface Consent {
  readonly policy: BrowserPolicy;
  readonly memory: Memory;
  /** The newest receipt that came to this page; null after a refusal. */
  readonly receipt: string | null;
  state(): ConsentState;
  /** Why an event of this name may not be captured now; null if it may. */
  objection(name: string): string | null;
  open(policy: BrowserPolicy): void;
  /** Without `shown` it was page code. */
  choose(deed: Deed, shown?: Shown, words?: Words, confirmed?: string[]): Promise<Chosen>;
  minor(): void;
  rendered(): void;
  noticed(): void;
  /** Looks at the cookie and the signals again. */
  reread(): void;
  /** The subject was erased: at most a refusal is left. */
  forget(subject: string | null): void;
}

/** `changed` is called after each change with what was remembered before. */
export function openConsent(
  window: PageWindow,
  options: SaysoOptions,
  clock: Clock,
  storage: Storage,
  receipts: Receipts,
  reload: () => Promise<BrowserPolicy | null>,
  changed: (before: Memory) => void,
): Consent {
  const { document, navigator, crypto } = window;
  let receipt: string | null = null;
  let onScreen = false;
  let stuck = false;

  const standing = openStanding(navigator, options, clock, storage, (before, ours) => {
    const { choice } = standing.memory;
    // A choice in another tab is newer than what this one has not sent yet.
    if (!ours && choice?.at !== before.choice?.at) receipts.drop();
    changed(before);
    tend();
  });
  const { state, carried, needsSubject, settled, set, reread } = standing;
  const time = (): string => toTime(clock());

  /** What is remembered once the words are said. */
  function saying(method: Method, words: Words, confirmed: string[]): Memory {
    const { memory } = standing;
    const { choice: before } = memory;
    const at = time();
    if (method === 'default') return { ...memory, at: before?.at ?? at };
    const { purposes, since } = carried(words);
    const kept = before?.confirmed?.filter((purpose) => since[purpose]) ?? [];
    const choice = {
      purposes,
      policyVersion: standing.policy.version,
      at,
      since,
      regime: state().regime,
      confirmed: [...confirmed, ...kept],
    };
    return { ...memory, choice, at, minor: memory.minor || method === 'minor' };
  }

  /** Remembers words, with a subject if it takes one, and tells the collector. A no is remembered at once. */
  async function say(method: Method, words: Words, shown?: Shown, confirmed: string[] = []): Promise<Chosen> {
    const id = newId(crypto, clock());
    const before = standing.memory;
    let effective: Promise<boolean> | undefined;
    const commit = (): void => {
      // What was chosen while this waited for the lock is newer.
      if (standing.memory.choice?.at !== before.choice?.at) return;
      reread();
      if (method === 'default' && !defaultIsDue()) return;
      const next = saying(method, words, confirmed);
      if (needsSubject(next)) next.subject ??= newSubject(crypto);
      next.pending = next.subject ? { id, method } : null;
      set(next);
      // Of a minor of whom it knows nothing the collector need not know.
      if (standing.memory === next && (next.subject || method !== 'minor')) {
        effective = tell(before, id, method, shown);
      }
    };
    if (!before.subject && needsSubject(saying(method, words, confirmed))) {
      // Who leaves before the lock is there has chosen all the same.
      window.addEventListener('pagehide', commit);
      await alone(navigator, `sayso-${options.site}`, commit);
      window.removeEventListener('pagehide', commit);
    } else commit();
    return { id, effective: (await effective) ?? false };
  }

  /** Sends the receipt for what is remembered. Whether the collector goes by it; if not, by `before`. */
  async function tell(before: Memory, id: string, method: Method, shown?: Shown): Promise<boolean> {
    const { memory } = standing;
    const { subject } = memory;
    const words = (method !== 'default' && memory.choice) || {
      ...carried({}),
      policyVersion: standing.policy.version,
    };
    const request = requestOf(memory, words, id, method, parseRegion(options.region), state().signals);
    const isPending = (): boolean => standing.memory.pending?.id === id;
    receipt = null;
    const reply = await receipts.send(request, shown);
    if (!reply) return false;
    reread();
    if (reply.code === 'erased') forget(subject);
    else if (reply.code) {
      console.warn(`sayso: ${reply.code}`);
      const newer = reply.code === 'policy-outdated' && (await reload());
      stuck = !newer || newer.version === standing.policy.version;
      if (newer) adopt(newer);
      if (isPending()) takeBack(before);
    } else {
      if (isPending()) set(settled(standing.memory));
      if (subject && subject === standing.memory.subject) receipt = reply.receipt ?? null;
    }
    return !reply.code && reply.effective !== false;
  }

  /** A yes is taken back, a no never: where somebody is to be told of it, or where it counts, all is no. */
  function takeBack(before: Memory): void {
    const { memory } = standing;
    const yes = says(memory, true);
    if (yes && says(memory, false) && (before.subject || state().regime !== 'opt-in')) refuse('withdraw');
    else set(settled(yes ? before : { ...memory, subject: null }));
  }

  const refuse = (method: Method): void =>
    void say(method, wordsOf(standing.policy, state(), 'withdraw', false));

  const defaultIsDue = (): boolean =>
    isVisible(document) &&
    !stuck &&
    !standing.memory.subject &&
    hasDefault(state()) &&
    (onScreen || state().ask === 'none');

  const tend = (): void => {
    if (defaultIsDue()) void say('default', {});
  };

  function forget(subject: string | null): void {
    const { memory } = standing;
    if (memory.subject !== subject) return;
    receipts.drop();
    receipt = null;
    onScreen = false;
    set(needsSubject(memory) ? STRANGER : settled(memory));
  }

  /** Goes by a policy from now on. Its notice is not on the screen yet. */
  function adopt(newer: BrowserPolicy): void {
    standing.policy = newer;
    onScreen = false;
    reread();
    changed(standing.memory);
  }

  return {
    get policy() {
      return standing.policy;
    },
    get memory() {
      return standing.memory;
    },
    get receipt() {
      return receipt;
    },
    state: () => state(),
    objection: (name) => objection(standing.policy, state(), standing.memory.subject, name),
    open(first) {
      adopt(first);
      const { memory } = standing;
      const { pending } = memory;
      // Made on an earlier page, which did not live to see the answer.
      if (pending) void tell({ ...memory, choice: null }, pending.id, pending.method);
      tend();
    },
    async choose(deed, shown, given, confirmed) {
      reread();
      // Page code may always refuse for a visitor, and grant only where the policy lets it.
      const mayGrant = !standing.memory.minor && !!(shown || standing.policy.api?.allowed);
      const words = wordsOf(standing.policy, state(), deed, mayGrant, given);
      if (Object.keys(words).length) return say(shown ? deed : 'api', words, shown, confirmed);
      console.warn('sayso: no grant');
      return { id: '', effective: false };
    },
    minor() {
      if (!standing.memory.minor) refuse('minor');
    },
    rendered() {
      onScreen = true;
      tend();
    },
    noticed() {
      reread();
      const { memory } = standing;
      set({ ...memory, noticed: standing.policy.version, at: memory.at || time() });
    },
    reread() {
      reread();
      tend();
    },
    forget,
  };
}
