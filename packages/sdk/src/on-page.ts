import type { ConsentState } from '@sayso/protocol';
import type { PageWindow } from './environment.ts';
import type { Sayso } from './sayso.ts';

export type { Track } from './vocabulary.ts';

/** What `createSayso()` and the script tag's `window.sayso` have in common, as far as it is needed here. */
export type SaysoHandle = Pick<Sayso, 'track' | 'consent'>;

/** The handle; or what makes it, which is called once, in a page and never on a server. */
export type SaysoSource = SaysoHandle | (() => SaysoHandle);

/** The Sayso of this page, which may not be there yet. */
export interface OnPage {
  /** What is decided; the same object until something else is. `UNDECIDED` until Sayso is there and knows. */
  get(): ConsentState;
  /** `changed` is called after each change, at once. Returns the function that stops it. */
  subscribe(changed: () => void): () => void;
  /** Now if Sayso is there, else as soon as it is. */
  run<T>(ask: (sayso: SaysoHandle) => T | Promise<T>): Promise<T>;
}

/** Before anything is known, and on a server: nothing is allowed, and nothing is asked. */
export const UNDECIDED: ConsentState = {
  choice: null,
  allowed: {},
  reasons: {},
  ask: 'none',
  askFor: [],
  policyVersion: 0,
  regime: 'opt-in',
  region: null,
  signals: { gpc: false, dnt: false, minor: false },
};

/** What a function has made: a page that mounts it again shall not capture everything twice. */
const made = new WeakMap<() => SaysoHandle, SaysoHandle>();

/**
 * Follows the Sayso that it is given, or that of the script tag, also if that comes later. What is allowed is asked of
 * Sayso itself: an event that page code makes up opens nothing.
 */
export function onPage(source?: SaysoSource, window: PageWindow = globalThis.window): OnPage {
  const listeners = new Set<() => void>();
  let handle: SaysoHandle | undefined;
  let state = UNDECIDED;
  let text = '';

  const find = (): SaysoHandle | undefined => {
    handle ??= source ? given(source) : ofScriptTag(window);
    return handle;
  };
  /** Whether something has changed. */
  const read = (): boolean => {
    const found = find()?.consent.get();
    const now = JSON.stringify(found);
    if (!found?.policyVersion || now === text) return false;
    [state, text] = [found, now];
    return true;
  };
  const look = (): void => {
    if (read()) for (const changed of [...listeners]) changed();
  };
  // The script tag tells of its first state before it has put itself into the page.
  const heard = (): void => (find() ? look() : queueMicrotask(look));

  return {
    get() {
      if (!listeners.size && window) read();
      return state;
    },
    subscribe(changed) {
      const listener = (): void => changed();
      listeners.add(listener);
      if (listeners.size === 1) window.document.addEventListener('sayso:consent', heard);
      read();
      return () => {
        listeners.delete(listener);
        if (!listeners.size) window.document.removeEventListener('sayso:consent', heard);
      };
    },
    async run(ask) {
      for (let found = find(); ; found = find()) {
        if (found) return ask(found);
        await new Promise((again) =>
          window.document.addEventListener('sayso:consent', again, { once: true }),
        );
        await null;
      }
    },
  };
}

function given(source: SaysoSource): SaysoHandle {
  if (typeof source !== 'function') return source;
  const handle = made.get(source) ?? source();
  made.set(source, handle);
  return handle;
}

/** Before it has loaded there is nothing there, or the array in which calls wait. */
function ofScriptTag(window: PageWindow): SaysoHandle | undefined {
  const { sayso } = window as { sayso?: Partial<SaysoHandle> };
  return sayso?.consent ? (sayso as SaysoHandle) : undefined;
}
