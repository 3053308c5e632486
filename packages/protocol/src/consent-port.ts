import type { Choice, Method } from './choice.ts';
import type { Decision, Reason } from './decide.ts';
import type { BrowserPolicy } from './policy.ts';
import type { Ui } from './receipt.ts';
import type { Regime } from './regime.ts';
import type { Signals } from './signals.ts';

/** What is decided for this visitor now. */
export interface ConsentState {
  choice: Choice | null;
  allowed: Record<string, boolean>;
  reasons: Record<string, Reason>;
  ask: Decision['ask'];
  askFor: string[];
  policyVersion: number;
  regime: Regime;
  /** Where the visitor is taken to be, as ISO 3166 code; null where that is unknown. */
  region?: string | null;
  signals: Signals;
}

/** The methods by which a visitor decides in a banner. */
export type Deed = Extract<Method, 'accept-all' | 'reject-all' | 'save' | 'withdraw' | 'opt-out'>;

/** What was shown, so that the receipt can say it. */
export interface Shown {
  locale: string;
  /** The words on the screen, in their order. */
  texts: string[];
  ui: Ui;
}

/** What a visitor may ask of the collector about their own data. No call throws. */
export interface MyData {
  /** Whether this page has, or had, an identifier to ask by. */
  known(): boolean;
  /** All that is held; null if it could not be had. */
  export(): Promise<unknown>;
  /** What the collector says of the erasure; null if it did not happen. */
  erase(): Promise<unknown>;
  /** Where the checkpoint of the public log is kept that was seen last: only while there is a subject. */
  seen?(): Promise<SeenCheckpoint | undefined>;
}

/** A checkpoint, from one check of a receipt to the next. Never throws. */
export interface SeenCheckpoint {
  read(): Promise<string | null>;
  keep(note: string): void;
}

/**
 * All that a banner may ask of the SDK. A choice made through it is recorded as the visitor's own, so it is
 * handed to banners only.
 */
export interface ConsentPort {
  readonly policy: BrowserPolicy;
  /** Now, and again after each change. */
  get(): ConsentState;
  /** `words` for `save` and `opt-out`; `confirmed`: purposes granted in a second, separate step. */
  choose(
    deed: Deed,
    shown: Shown,
    words?: Record<string, boolean>,
    confirmed?: string[],
  ): Promise<{ id: string; effective: boolean }>;
  /** The notice or banner is on the screen. Where a default allows a purpose, capture may begin. */
  rendered(): void;
  /** The visitor has read the notice. */
  noticed(): void;
  /** Returns the function that stops it. */
  subscribe(changed: () => void): () => void;
  /** Once there is, or was, something to ask about. */
  readonly me?: MyData | undefined;
  /** One request to the collector, for what anybody may read. `status` 0: no answer. Never throws. */
  call?(path: string): Promise<{ status: number; body?: unknown }>;
}
