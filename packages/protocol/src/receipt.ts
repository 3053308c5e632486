import type { Method, Word } from './choice.ts';
import type { SaysoEvent } from './event.ts';
import type { Regime, RegionSource } from './regime.ts';
import type { Signals } from './signals.ts';
import type { Refusal } from './wire.ts';

/** The body of `POST /v1/{site}/receipts`: one choice, as a browser tells it. */
export interface ReceiptRequest {
  /** UUID, made by the browser. */
  id: string;
  /** Left out where nothing is or was allowed. */
  subject?: string;
  /** A word for every optional purpose of the policy version. */
  purposes: Record<string, Word>;
  since?: Record<string, string> | undefined;
  policyVersion: number;
  method: Method;
  locale?: string;
  region?: string | null;
  /** RFC 3339, by the browser's clock. */
  at: string;
  signals?: Partial<Signals>;
  confirmed?: string[] | undefined;
  /** What was on the screen when the choice was made. */
  ui?: Ui;
  /** Hex SHA-256 of the texts that were shown. */
  textHash?: string;
}

export interface Ui {
  name: string;
  build: string;
  layer: number;
  custom: boolean;
}

/** The answer to a receipt request. */
export interface ReceiptAnswer {
  id: string;
  /** Compact JWS. */
  receipt: string;
  allowed: Record<string, boolean>;
  effective: boolean;
}

/** The body of `POST /v1/{site}/events`. */
export interface EventsRequest {
  subject: string;
  sentAt: string;
  signals?: Partial<Signals>;
  events: SaysoEvent[];
}

/** The answer to a batch of events, once it is on disk. */
export interface EventsAnswer {
  accepted: number;
  duplicate: number;
  refused: { id: string | null; reason: Refusal }[];
}

/** `typ` of a receipt's JWS header. */
export const RECEIPT_TYP = 'sayso-receipt+jwt';

/** The payload of a receipt, contract section 2. Times are RFC 3339; hashes base64url SHA-256 unless said. */
export interface ReceiptPayload {
  iss: string;
  /** Origin of the log: `NAME/SITE`. */
  log: string;
  site: string;
  id: string;
  /** 32 random bytes, base64url. */
  salt: string;
  /** Hash of the subject, or null. */
  sub: string | null;
  policyVersion: number;
  /** Hex, of the policy's canonical JSON (RFC 8785). */
  policyHash: string;
  textHash: string | null;
  locale: string | null;
  regime: Regime;
  region: string | null;
  regionSource: RegionSource;
  purposes: Record<string, 'granted' | 'denied'>;
  basis: 'consent' | 'refusal' | 'no-objection';
  method: Method;
  confirmed?: string[];
  ui: Ui | null;
  signals: { gpc: { header: boolean; page: boolean }; dnt: boolean; minor: boolean };
  at: string;
  receivedAt: string;
  effective: boolean;
  /** Hash of the JWS of the subject's previous receipt. */
  prev?: string;
  /** Why the store took it on itself to be looser than the law table, where it did. */
  ownRisk?: string;
  /** By when it must be in the log, in seconds. */
  mmd: number;
  access: { policy: string; me: string; optOut: string };
}
