import type { Refusal } from '@sayso/protocol';

/** A refusal to be counted; nothing of the event but its name, and that only if the policy knows it. */
export interface RefusalCount {
  day: string;
  /** `-` for a name that the policy does not know: it could be anything. */
  name: string;
  reason: Refusal;
  count: number;
}

/** How many events were accepted that are alike in all of this; a text is empty where something is unknown. */
export interface Aggregate {
  /** Of the receipt, in UTC. */
  day: string;
  name: string;
  purpose: string;
  region: string;
  locale: string;
  device: string;
  browser: string;
  count: number;
}

/** Counts for the collector's start page. */
export interface Counts {
  receipts: number;
  accepted: number;
  refused: number;
}

/** Choices that allowed something, and those of them that were made by page code. */
export interface Grants {
  all: number;
  byCode: number;
}

/** Who has allowed something by a choice. */
export type Grant = 'visitor' | 'code';
