import type { Choice } from '@sayso/protocol';

/** When a purpose began to be covered without a break: by the browser's clock, and by ours. */
export interface Cover {
  at: string;
  receivedAt: string;
}

/** What the collector knows of a subject's consent: the sum of its receipts in effect. */
export interface SubjectState {
  /** What the subject decided; null while only the law's default covers it. */
  choice: Choice | null;
  /** The region of its newest receipt in effect. */
  region: string | null;
  locale: string | null;
  /** Sticky: only a server's key clears it. */
  minor: boolean;
  /** Under restriction or objection: nothing new is stored. */
  restricted: boolean;
  /** The newest time of a receipt in effect, by the browser's clock; one in the future counts as received. */
  newestAt: string;
  /** The unbroken run of yeses, or of the default, of each purpose; `*` for purposes that had none yet. */
  covers: Record<string, Cover>;
  /** Base64url SHA-256 of the newest receipt's JWS. */
  prev: string | null;
}
