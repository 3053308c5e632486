import type { ConsentState, SaysoEvent } from '@sayso/protocol';

/** An attempt to send events. */
export interface BatchTold {
  events: readonly SaysoEvent[];
  /** Of HTTP; 0: no answer. */
  status: number;
  /** In so many milliseconds they are sent again; 0: not. */
  wait: number;
}

/** What the page is told of, by name. Never a subject, never a receipt. */
export interface Told {
  /** What is decided has changed. */
  consent: ConsentState;
  /** Was captured. */
  event: SaysoEvent;
  /** Was not: by the gate, or by the collector. `count`, where it was more than one. Without a name: nothing can be, or none can go, and why. */
  refused: { id?: string | null; name?: string | undefined; reason: string; count?: number };
  batch: BatchTold;
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
