import type { ConsentState, SaysoEvent } from '@sayso/protocol';

/** What the page is told of, by name. Never a subject, never a receipt. */
export interface Told {
  /** What is decided has changed. */
  consent: ConsentState;
  /** Was captured. */
  event: SaysoEvent;
  /** Was not: by the gate, or by the collector. `count`, where it was more than one. */
  refused: { id?: string | null; name?: string | undefined; reason: string; count?: number };
  /** The preferences are to be shown. */
  open: null;
}

export interface Teller {
  tell<T extends keyof Told>(type: T, told: Told[T]): void;
  /** Returns the function that stops it. */
  on<T extends keyof Told>(type: T, listener: (told: Told[T]) => void): () => void;
}

/** DOM events `sayso:consent` and so on, on the document. A listener that throws stops nobody else. */
export const openTeller = ({ document, CustomEvent }: Window & typeof globalThis): Teller => ({
  tell(type, detail) {
    document.dispatchEvent(new CustomEvent(`sayso:${type}`, { detail }));
  },
  on(type, listener) {
    const heard = (event: Event): void => listener((event as CustomEvent).detail);
    document.addEventListener(`sayso:${type}`, heard);
    return () => document.removeEventListener(`sayso:${type}`, heard);
  },
});
