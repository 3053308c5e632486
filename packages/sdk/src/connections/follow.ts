import type { ConsentState } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import type { ConnectionPort } from './port.ts';
import { safely } from './safely.ts';

/**
 * Tells the tool what `say` makes of the state: now, and when that is something else. `tell` answers false where the
 * tool is not there yet: then once more when the page has loaded. Odd globals of a page stop nobody.
 */
export function follow<Said>(
  port: ConnectionPort,
  window: PageWindow,
  say: (state: ConsentState) => Said,
  tell: (said: Said) => unknown,
): void {
  let last = '';
  const look = (): void =>
    safely(() => {
      const state = port.get();
      // Before the policy is known there is no version, and nothing to tell.
      if (!state.policyVersion) return;
      const said = say(state);
      const text = JSON.stringify(said);
      if (text !== last && tell(said) !== false) last = text;
    });
  port.subscribe(look);
  look();
  window.addEventListener('load', look);
}

/** A global of the page, if it is a function. */
export function callable(window: PageWindow, name: string): ((...args: unknown[]) => unknown) | null {
  const found = (window as unknown as Record<string, unknown>)[name];
  return typeof found === 'function' ? (found as () => unknown).bind(window) : null;
}

/** A queue of the page. */
export interface Queue {
  /** What is in it; empty if it is none of ours to read. */
  items: readonly unknown[];
  push(...items: unknown[]): void;
}

/** The page's queue by its documented stub, which is made if it is not there. What else has that name is left alone. */
export function queue(window: PageWindow, name: string): Queue {
  const page = window as unknown as Record<string, { push(...items: unknown[]): unknown }>;
  const found = safely(() => {
    page[name] ??= [];
    return page[name];
  });
  return {
    items: Array.isArray(found) ? found : [],
    push: (...items) => safely(() => found?.push(...items)),
  };
}
