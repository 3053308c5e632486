import type { ConsentPort, Deed, Shown } from '@sayso/protocol';
import { type ChoicesState, stateOf } from './headless-state.ts';
import { type Click, person } from './person.ts';
import { shownBy } from './shown.ts';
import { toConfirm } from './state.ts';
import type { Text } from './text.ts';

export type { ChoicePurpose, ChoicesState } from './headless-state.ts';
export type { Click } from './person.ts';

/** Whether the collector goes by a choice. `id` is empty where there was none. */
export type Chosen = Awaited<ReturnType<ConsentPort['choose']>>;

/** What of `createSayso()` a store's own banner needs. */
export interface HeadlessSayso {
  port: ConsentPort;
  consent: {
    acceptAll(): Promise<Chosen>;
    rejectAll(): Promise<Chosen>;
    save(words: Record<string, boolean>): Promise<Chosen>;
    withdraw(): Promise<Chosen>;
  };
}

export interface HeadlessOptions {
  /** BCP 47: the language of the store's banner; else the page's, else the browser's. */
  locale?: string;
  /** Sayso's names for the usual purposes, from `loadText(locale)`. Without it a purpose is called as the policy says. */
  text?: Pick<Text, 'words'>;
}

/** State and actions of a banner that the store draws itself. */
export interface Choices {
  /** The same object until something changes. */
  get(): ChoicesState;
  /** Returns the function that stops it. */
  subscribe(changed: () => void): () => void;
  /** What shows the question is on the screen: its words go into the receipt. Again for each step that is shown. */
  rendered(element: Element, layer?: 1 | 2): void;
  /** With a click that a person made inside what was shown. Any other event grants nothing; none is page code. */
  acceptAll(click?: Click): Promise<Chosen>;
  save(words: Record<string, boolean>, click?: Click): Promise<Chosen>;
  /** A no counts in any case. */
  rejectAll(click?: Click): Promise<Chosen>;
  withdraw(click?: Click): Promise<Chosen>;
  /** The second step, by another click than the first, inside what was shown since. */
  confirm(click: Click): Promise<Chosen>;
  cancel(): void;
  /** The visitor has read the notice. */
  noticed(click: Click): void;
}

interface Pending {
  deed: Extract<Deed, 'accept-all' | 'save'>;
  words?: Record<string, boolean>;
  ids: string[];
  /** Confirmed once, and still standing. */
  before: string[];
  texts: string[];
}

/** For stores that draw their own banner. Takes the handle of `createSayso()`. */
export function createChoices(
  { port, consent }: HeadlessSayso,
  { locale = document.documentElement.lang || navigator.language, text }: HeadlessOptions = {},
): Choices {
  const listeners = new Set<() => void>();
  const hand = person();
  let screen: { element: Element; layer: 1 | 2; before: string[] } | undefined;
  let pending: Pending | undefined;
  let last = '';
  let state: ChoicesState | undefined;
  let unsubscribe: (() => void) | undefined;

  const optional = (): string[] => port.policy.purposes.filter(({ always }) => !always).map(({ id }) => id);

  const read = (): ChoicesState => {
    const now = stateOf(port, locale, text?.words.purposes ?? {}, pending?.ids ?? []);
    const said = JSON.stringify(now);
    if (!state || said !== last) [state, last] = [now, said];
    return state;
  };
  const changed = (): void => {
    const before = state;
    if (read() !== before) for (const listener of [...listeners]) listener();
  };

  const shown = (): Shown | undefined => {
    if (!screen) return undefined;
    const { element, layer, before } = screen;
    const { ui, ...said } = shownBy(locale, layer, [...before, ...wordsIn(element)]);
    return { ...said, ui: { ...ui, name: 'sayso-headless', custom: true } };
  };
  const choose = (deed: Deed, seen: Shown, words?: Record<string, boolean>, confirmed?: string[]) => {
    pending = undefined;
    const chosen = port.choose(deed, seen, words, confirmed);
    changed();
    return chosen;
  };
  /** A yes; where it needs one, after a second step. */
  const grant = async (step: Omit<Pending, 'texts'>, seen: Shown): Promise<Chosen> => {
    if (!step.ids.length) return choose(step.deed, seen, step.words, step.before);
    pending = { ...step, texts: seen.texts };
    screen = undefined;
    changed();
    return NOTHING;
  };
  const refuse = (deed: Deed, byPageCode: () => Promise<Chosen>, click?: Click): Promise<Chosen> => {
    const seen = click && shown();
    pending = undefined;
    return seen ? choose(deed, seen) : byPageCode().finally(changed);
  };

  return {
    get: () => (listeners.size && state ? state : read()),
    subscribe(listener) {
      const own = (): void => listener();
      listeners.add(own);
      unsubscribe ??= port.subscribe(changed);
      read();
      return () => {
        listeners.delete(own);
        if (listeners.size) return;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
    rendered(element, layer = 1) {
      screen = { element, layer, before: pending?.texts ?? [] };
      // Once the frame in which it was shown is over, if it is still there.
      requestAnimationFrame(() =>
        setTimeout(() => {
          const isThere = screen?.element === element && element.getClientRects().length > 0;
          if (isThere && port.get().ask !== 'none') port.rendered();
        }),
      );
    },
    async acceptAll(click) {
      if (!click) return consent.acceptAll();
      const seen = shown();
      if (!seen || !hand.made(click, screen?.element)) return NOTHING;
      const now = port.get();
      const all = now.askFor.length ? now.askFor : optional();
      const confirm = toConfirm(port.policy, now, all);
      // The first layer does not say all of what is asked for apart. What a signal objects to is not part of "all":
      // the collector records a no for it.
      const ids = port.policy.purposes
        .filter(
          ({ id, separate }) =>
            now.reasons[id] !== 'gpc' &&
            (confirm.includes(id) ||
              (separate && seen.ui.layer === 1 && all.includes(id) && !now.allowed[id])),
        )
        .map(({ id }) => id);
      return grant({ deed: 'accept-all', ids, before: [] }, seen);
    },
    async save(words, click) {
      if (!click) return consent.save(words);
      const seen = shown();
      const said = Object.entries(words).filter(([id]) => optional().includes(id));
      const granted = said.filter(([, yes]) => yes).map(([id]) => id);
      if (granted.length && seen && hand.made(click, screen?.element)) {
        const now = port.get();
        const before = granted.filter((id) => now.reasons[id] === 'over-gpc');
        const ids = toConfirm(port.policy, now, granted);
        return grant({ deed: 'save', words: Object.fromEntries(said), ids, before }, seen);
      }
      const refused = Object.fromEntries(said.filter(([, yes]) => !yes));
      if (!Object.keys(refused).length) return NOTHING;
      return seen ? choose('save', seen, refused) : consent.save(refused);
    },
    rejectAll: async (click) => refuse('reject-all', consent.rejectAll, click),
    withdraw: async (click) => refuse('withdraw', () => consent.withdraw(), click),
    async confirm(click) {
      const seen = shown();
      if (!pending || !seen || !hand.made(click, screen?.element)) return NOTHING;
      const { deed, words, ids, before } = pending;
      return choose(deed, seen, words, [...before, ...ids]);
    },
    cancel() {
      pending = undefined;
      screen = undefined;
      changed();
    },
    noticed(click) {
      if (hand.made(click, screen?.element)) port.noticed();
    },
  };
}

/** Nothing was chosen. */
const NOTHING: Chosen = { id: '', effective: false };

/** The words that can be seen, line by line. */
const wordsIn = (element: Element): string[] =>
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden was not shown
  ((element as HTMLElement).innerText ?? element.textContent ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
