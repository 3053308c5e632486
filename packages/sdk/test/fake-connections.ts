import type { ConsentState, Reason } from '@sayso/protocol';
import type { ConnectionPort, Deny } from '../src/connections/port.ts';
import type { PageWindow } from '../src/environment.ts';

/** A page with nothing but events, and what a test puts there. */
export function fakeWindow<T extends object>(globals: T): PageWindow & T {
  const document = Object.assign(new EventTarget(), { cookie: '' });
  return Object.assign(new EventTarget(), { document, CustomEvent }, globals) as unknown as PageWindow & T;
}

/** Sayso, as far as a connection sees it. */
export interface FakePort extends ConnectionPort {
  narrow: Deny[];
  /** Another state: these purposes are allowed, the others of `PURPOSES` are not. `choose`: the visitor said so just now. */
  become(allowed: readonly string[], more?: Partial<ConsentState> & { choose?: boolean }): void;
  /** What is allowed after all. */
  allowed(): string[];
}

export const PURPOSES = ['preferences', 'analytics', 'marketing'];
let choices = 0;

/** Nothing is known until the first `become`; changes are told as the SDK tells them. */
export function fakePort(window: PageWindow): FakePort {
  let state: Partial<ConsentState> = { allowed: {}, reasons: {} };
  const narrow: Deny[] = [];
  const port: FakePort = {
    narrow,
    get() {
      const allowed = { ...state.allowed };
      for (const deny of narrow) deny(allowed);
      return { ...state, allowed } as ConsentState;
    },
    subscribe(changed) {
      window.document.addEventListener('sayso:consent', changed);
      return () => window.document.removeEventListener('sayso:consent', changed);
    },
    become(names, { choose = false, ...more } = {}) {
      const yes = (id: string): boolean => names.includes(id);
      const ids = new Set([...PURPOSES, ...names]);
      const reasons = [...ids].map((id) => [id, yes(id) ? (choose ? 'granted' : 'default') : 'no-choice']);
      const at = new Date(2026, 0, 1, 0, 0, choices++).toISOString();
      state = {
        choice: choose ? { purposes: {}, policyVersion: 1, at } : (state.choice ?? null),
        policyVersion: 1,
        regime: 'opt-in',
        reasons: Object.fromEntries(reasons) as Record<string, Reason>,
        allowed: Object.fromEntries([...ids].map((id) => [id, yes(id)])),
        ...more,
      };
      window.document.dispatchEvent(new CustomEvent('sayso:consent', { detail: port.get() }));
    },
    allowed: () =>
      Object.entries(port.get().allowed)
        .filter(([, yes]) => yes)
        .map(([id]) => id),
  };
  return port;
}
