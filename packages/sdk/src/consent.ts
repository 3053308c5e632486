import {
  type BrowserPolicy,
  type ConsentState,
  carryOver,
  type Deed,
  decide,
  type Memory,
  type Method,
  parseRegion,
  placeOf,
  type ReceiptRequest,
  type Shown,
  type Signals,
  toTime,
} from '@sayso/protocol';
import { openChoices, STRANGER } from './choices.ts';
import type { SaysoOptions } from './config.ts';
import { alone, type Clock, isVisible, type PageWindow } from './environment.ts';
import { newId, newSubject } from './ids.ts';
import type { Receipts } from './receipts.ts';
import { readSignals } from './signals.ts';
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
  /** The one of before a withdrawal, as long as the page lives. */
  readonly lastSubject: string | null;
  /** The newest receipt that came to this page; null after a refusal. */
  readonly receipt: string | null;
  state(): ConsentState;
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

/** Until the policy is known there is no purpose: nothing can be captured, and nothing is asked. */
const NO_POLICY = {
  purposes: [],
  regimes: {},
  signals: {},
  region: {},
  capture: { sources: [] },
  texts: {},
} as unknown as BrowserPolicy;

const NO_SIGNALS: Signals = { gpc: false, dnt: false, minor: false };

/** `changed` is called after each change with what was remembered before. */
export function openConsent(
  { document, navigator, crypto }: PageWindow,
  { site, servedRegion, region }: SaysoOptions,
  clock: Clock,
  storage: Storage,
  receipts: Receipts,
  reload: () => Promise<BrowserPolicy | null>,
  changed: (before: Memory) => void,
): Consent {
  let policy = NO_POLICY;
  let receipt: string | null = null;
  let lastSubject: string | null = null;
  let onScreen = false;
  let stuck = false;

  const choices = openChoices(
    storage,
    () => policy,
    clock,
    (before, ours) => {
      const { choice, subject } = choices.memory;
      // A choice in another tab is newer than what this one has not sent yet.
      if (!ours && choice?.at !== before.choice?.at) receipts.drop();
      lastSubject = subject ?? lastSubject;
      changed(before);
      tend();
    },
  );
  const time = (): string => toTime(clock());
  const state = (
    { choice, noticed, minor } = choices.memory,
    signals = readSignals(navigator, minor),
  ): ConsentState => ({
    choice,
    ...decide({
      policy,
      region: placeOf(policy, servedRegion, region).region,
      choice,
      noticed,
      signals,
      now: time(),
    }),
    policyVersion: policy.version,
    signals,
  });

  const says = ({ choice }: Memory, word: boolean): boolean =>
    Object.values(choice?.purposes ?? {}).includes(word);
  const hasDefault = (memory?: Memory): boolean => Object.values(state(memory).reasons).includes('default');
  /** A subject only where something is allowed, or would be but for a signal. */
  const needsSubject = (memory: Memory): boolean => says(memory, true) || hasDefault(memory);
  const settled = (memory: Memory): Memory => ({
    ...memory,
    subject: needsSubject(memory) ? memory.subject : null,
    pending: null,
  });
  /** The standing words, and these instead where they differ. */
  const carried = (words: Words) =>
    carryOver(policy, choices.memory.choice, state(choices.memory, NO_SIGNALS), words);

  /** What is remembered once the words are said. */
  function saying(method: Method, words: Words, confirmed: string[]): Memory {
    const { memory } = choices;
    const { choice: standing } = memory;
    const at = time();
    if (method === 'default') return { ...memory, at: standing?.at ?? at };
    const { purposes, since } = carried(words);
    const kept = standing?.confirmed?.filter((purpose) => Object.hasOwn(since, purpose)) ?? [];
    const choice = {
      purposes,
      policyVersion: policy.version,
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
    const before = choices.memory;
    let effective: Promise<boolean> | undefined;
    const commit = (): void => {
      // What was decided while this waited for the lock is newer.
      if (choices.memory !== before) return;
      choices.reread();
      if (method === 'default' && !defaultIsDue()) return;
      const next = saying(method, words, confirmed);
      if (needsSubject(next)) next.subject ??= newSubject(crypto);
      next.pending = next.subject ? { id, method } : null;
      choices.set(next);
      // Of a minor of whom it knows nothing the collector need not know.
      if (choices.memory === next && (next.subject || method !== 'minor')) {
        effective = tell(before, id, method, shown);
      }
    };
    if (!before.subject && needsSubject(saying(method, words, confirmed))) {
      await alone(navigator, `sayso-${site}`, commit);
    } else commit();
    return { id, effective: (await effective) ?? false };
  }

  /** Sends the receipt for what is remembered. Whether the collector goes by it; if not, by `before`. */
  async function tell(before: Memory, id: string, method: Method, shown?: Shown): Promise<boolean> {
    const { choice, subject, at } = choices.memory;
    const { signals } = state();
    const { purposes, policyVersion, since, confirmed } =
      method !== 'default' && choice
        ? choice
        : { ...carried({}), policyVersion: policy.version, confirmed: [] };
    const request: ReceiptRequest = {
      id,
      ...(subject && { subject }),
      purposes,
      since: since ?? {},
      policyVersion,
      method,
      region: parseRegion(region),
      at,
      signals,
      confirmed: confirmed ?? [],
    };
    const isPending = (): boolean => choices.memory.pending?.id === id;
    receipt = null;
    const reply = await receipts.send(request, shown);
    if (!reply) return false;
    choices.reread();
    if (reply.code === 'erased') forget(subject);
    else if (reply.code) {
      console.warn(`sayso: receipt refused: ${reply.code}`);
      const newer = reply.code === 'policy-outdated' && (await reload());
      stuck = !newer || newer.version === policy.version;
      if (newer) adopt(newer);
      if (isPending()) takeBack(before);
    } else {
      if (isPending()) choices.set(settled(choices.memory));
      if (subject && subject === choices.memory.subject) receipt = reply.receipt ?? null;
    }
    return !reply.code && reply.effective !== false;
  }

  /** A yes is taken back, a no never: where somebody is to be told of it, or where it counts, all is no. */
  function takeBack(before: Memory): void {
    const { memory } = choices;
    const yes = says(memory, true);
    if (yes && says(memory, false) && (before.subject || state().regime !== 'opt-in')) refuse('withdraw');
    else choices.set(settled(yes ? before : { ...memory, subject: null }));
  }

  const refuse = (method: Method): void => void say(method, wordsOf(policy, state(), 'withdraw', false));

  const defaultIsDue = (): boolean =>
    isVisible(document) &&
    !stuck &&
    !choices.memory.subject &&
    hasDefault() &&
    (onScreen || state().ask === 'none');

  const tend = (): void => {
    if (defaultIsDue()) void say('default', {});
  };

  function forget(subject: string | null): void {
    const { memory } = choices;
    if (lastSubject === subject) lastSubject = null;
    if (memory.subject !== subject) return;
    receipts.drop();
    receipt = null;
    onScreen = false;
    choices.set(needsSubject(memory) ? STRANGER : settled(memory));
  }

  /** Goes by a policy from now on. Its notice is not on the screen yet. */
  function adopt(newer: BrowserPolicy): void {
    policy = newer;
    onScreen = false;
    choices.reread();
    changed(choices.memory);
  }

  return {
    get policy() {
      return policy;
    },
    get memory() {
      return choices.memory;
    },
    get lastSubject() {
      return lastSubject;
    },
    get receipt() {
      return receipt;
    },
    state: () => state(),
    open(first) {
      adopt(first);
      const { memory } = choices;
      const { pending } = memory;
      // Made on an earlier page, which did not live to see the answer.
      if (pending) void tell({ ...memory, choice: null }, pending.id, pending.method);
      tend();
    },
    async choose(deed, shown, given, confirmed) {
      choices.reread();
      // Page code may always refuse for a visitor, and grant only where the policy lets it.
      const mayGrant = !choices.memory.minor && (shown !== undefined || policy.api?.allowed === true);
      const words = wordsOf(policy, state(), deed, mayGrant, given, confirmed);
      if (Object.keys(words).length) return say(shown ? deed : 'api', words, shown, confirmed);
      console.warn('sayso: a yes by page code is not allowed');
      return { id: '', effective: false };
    },
    minor() {
      if (!choices.memory.minor) refuse('minor');
    },
    rendered() {
      onScreen = true;
      tend();
    },
    noticed() {
      choices.reread();
      const { memory } = choices;
      choices.set({ ...memory, noticed: policy.version, at: memory.at || time() });
    },
    reread() {
      choices.reread();
      tend();
    },
    forget,
  };
}
