/** The page, as the parts are handed it, so that a test can hand in another. */
export type PageWindow = Window & typeof globalThis;

/** The browser's clock, in milliseconds since 1970. It may be wrong, and it may jump. */
export type Clock = () => number;

export const isVisible = (document: Document): boolean => document.visibilityState === 'visible';

/** Runs when the visitor sees the page: not in a background tab, not while prerendering (which is `hidden` too). */
export function whenVisible(document: Document, run: () => void): void {
  if (isVisible(document)) run();
  else document.addEventListener('visibilitychange', () => whenVisible(document, run), { once: true });
}

/** Runs under a Web Lock, so that two tabs don't do it at once; without one where there are none. */
export async function alone({ locks }: Navigator, name: string, run: () => void): Promise<void> {
  try {
    await locks.request(name, run);
  } catch {
    // Not on http, and a sandboxed frame may not ask.
    run();
  }
}
