import type { Amounts, PolicyDocument, SaysoEvent } from '@sayso/protocol';
import type { AccessKey } from '../keys/access-key.ts';
import type { SubjectState } from '../subject.ts';
import type { AuditTrail } from './audit-chain.ts';
import type { Closing } from './closing.ts';
import type { Aggregate, Counts, Grant, Grants, RefusalCount } from './counts.ts';
import type { Load } from './load.ts';
import type { Rotation } from './rotation.ts';

/** A tenant: one store. */
export interface Site {
  id: string;
  /** Origins whose pages may call the collector: `https://shop.example`. */
  origins: string[];
  /** Whether `Origin: null` is taken (sandboxed frames such as Shopify's). */
  allowNullOrigin: boolean;
  /** The origin line of the site's log, `NAME/SITE`; fixed when the site is made. */
  logOrigin: string;
  createdAt: string;
  /** Since when it is closed: it takes a known subject's no, and nothing else. Left out while it is open. */
  closedAt?: string;
}

/** A published policy version; it never changes. */
export interface PublishedPolicy {
  version: number;
  /** Hex SHA-256 of the document's canonical JSON (RFC 8785), as given. */
  hash: string;
  /** As given, for the public history. */
  given: Record<string, unknown>;
  /** With its defaults filled in. */
  document: PolicyDocument;
  materialSince: number;
  publishedAt: string;
  effectiveAt: string;
  /** Why the operator took it on themselves to be looser than the law table. */
  ownRisk?: string;
}

/** A receipt to be kept: the exact JWS, and what is needed to find it. */
export interface ReceiptRow {
  id: string;
  /** Hash of the subject, or null. */
  subject: string | null;
  jws: string;
  /** Base64url SHA-256 of the request's canonical JSON: the same id with another body is an error. */
  bodyHash: string;
  effective: boolean;
  receivedAt: string;
}

/** An accepted event, with what the collector adds to it. */
export interface AcceptedEvent {
  event: SaysoEvent;
  /** Which of its properties are kept as whole numbers of the currency's smallest coin. */
  amounts: Amounts;
  purpose: string;
  /** For how many days it may be kept, by the policy under which it came; left out where no end is set. */
  retentionDays?: number | undefined;
  receivedAt: string;
  /** Coarse, in clear for the aggregates. */
  region: string | null;
  locale: string | null;
  device: string;
  browser: string;
}

/** What a person asked for under their rights. */
export interface RightsRequest {
  id: string;
  kind: 'rectification' | 'restriction' | 'objection';
  receivedAt: string;
  dueAt: string;
  /** The person's own words, sealed at rest. */
  note: string | null;
}

/** Everything that is held of one subject. */
export interface Holding {
  receipts: { id: string; jws: string; receivedAt: string }[];
  /** As accepted, in the order of acceptance. */
  events: SaysoEvent[];
  requests: RightsRequest[];
}

/**
 * The reads and writes of one site, inside one transaction that shares its disk flush with others. All
 * rows belong to the site: a query can't forget it. Subjects are named by their hash only.
 */
export interface SiteTx {
  policies(): Promise<PublishedPolicy[]>;
  publish(policy: PublishedPolicy, jws: string): Promise<void>;
  subject(hash: string): Promise<SubjectState | null>;
  putSubject(hash: string, state: SubjectState): Promise<void>;
  receipt(id: string): Promise<ReceiptRow | null>;
  /** Appends the receipt's entry to the log: a gapless sequence per site, from 0. Returns its index. */
  addReceipt(row: ReceiptRow, grant?: Grant | null): Promise<number>;
  /** Puts an entry back at the end of the log, whose JWS is no longer held: SHA-256 of it. Returns its index. */
  restoreEntry(entry: Uint8Array): Promise<number>;
  /** An entry of the log that is neither receipt nor policy: a JWS that says its `typ`. */
  addStatement(jws: string): Promise<void>;
  /** Which of these event ids are already stored for the subject. */
  known(hash: string, ids: readonly string[]): Promise<Set<string>>;
  /** Sealed under the subject's key, a block per purpose and day. */
  addEvents(hash: string, events: readonly AcceptedEvent[]): Promise<void>;
  eraseEvents(hash: string): Promise<number>;
  countRefusals(counts: readonly RefusalCount[]): Promise<void>;
  countPixel(day: string, name: string, region: string | null): Promise<void>;
  holding(hash: string): Promise<Holding>;
  addRequest(hash: string, request: RightsRequest): Promise<void>;
  /**
   * Destroys the subject's key and rows, and remembers its hash as erased. `keepReceipts`: the receipts stay.
   * `tombstone`: a JWS that says something was erased, not what; it becomes an entry of the log.
   */
  erase(hash: string, at: string, keepReceipts: boolean, tombstone: string): Promise<void>;
  /** When the subject was erased, if it was in the last 90 days. */
  erasedAt(hash: string): Promise<string | null>;
  /** The newest entry of the log with this `typ`. */
  newestStatement(typ: string): Promise<string | null>;
}

/** What an operator asks of a site, beside what its own visitors may. */
export interface SiteRecords {
  /** Of all subjects, by their hash; the soonest due first. */
  requests(): Promise<(RightsRequest & { subject: string })[]>;
  state(hash: string): Promise<SubjectState | null>;
  /** Of one subject, in the order of the log. */
  receipts(hash: string): Promise<Holding['receipts']>;
}

/** A stored event, as it leaves the store for some use. */
export interface StoredEvent {
  /** Hash of the subject. */
  subject: string;
  /** What it was captured for. */
  purpose: string;
  receivedAt: string;
  event: SaysoEvent;
}

/** Whether an event that was captured for `purpose` may be used now, by what is known of its subject now. */
export type MayUse = (state: SubjectState, purpose: string) => boolean;

/** From when on things are over, of one site. */
export interface Cutoffs {
  /** By purpose: events that were received on that day or before. A purpose that is not named has no end. */
  events: Readonly<Record<string, string>>;
  /** RFC 3339: receipts that were received before. With its last one goes what is known of a subject. */
  receipts: string;
  /** Refusals of days before. */
  refusals: string;
  /** Aggregates and pixels of days before. */
  aggregates: string;
  /** RFC 3339: hashes of subjects that were erased before. */
  erasures: string;
}

/** Records that went because they were over. */
export interface Removed {
  record: 'event' | 'receipt' | 'refusal' | 'aggregate' | 'erasure';
  /** Of events; else empty. */
  purpose: string;
  count: number;
}

/** What retention has to show for itself. */
export interface Retained {
  /** RFC 3339: when the site was last looked through to the end; null if never. */
  sweptAt: string | null;
  /** What went, by the day on which it did; the oldest first. */
  removed: (Removed & { day: string })[];
  /** By purpose: how many events are there, and on which day the oldest was received. */
  held: { purpose: string; day: string; events: number }[];
}

/** A handle that is bound to one site: the only way to its data. */
export interface SiteStore {
  readonly site: Site;
  /** Runs in a transaction with others; resolves when it is on disk, rejects (and undoes) if `work` does. */
  write<T>(work: (tx: SiteTx) => Promise<T>): Promise<T>;
  /** Published versions, oldest first; cached, and noticed within 200 ms when another process publishes. */
  policies(): Promise<PublishedPolicy[]>;
  holding(hash: string): Promise<Holding>;
  receipt(id: string): Promise<ReceiptRow | null>;
  /**
   * Every stored event that may be used; those of one purpose in the order of acceptance. `may` is asked for each few of
   * them when they are taken, not when the reading began; of a subject that is erased or under restriction nothing comes.
   */
  usable(may: MayUse): AsyncIterable<StoredEvent>;
  /** What was captured for these purposes, whoever may use it: for what must be known to leave a person out. */
  captured(purposes: ReadonlySet<string>): AsyncIterable<StoredEvent>;
  readonly records: SiteRecords;
  counts(): Promise<Counts>;
  grants(): Promise<Grants>;
  /** From one day to another, both included. An erasure takes nothing from these counts: they are nobody's. */
  aggregates(from: string, to: string): Promise<Aggregate[]>;
  refusals(): Promise<RefusalCount[]>;
  /** Removes some of what is over, a small step that others hardly wait for. Empty: nothing is. */
  expire(cutoffs: Cutoffs): Promise<Removed[]>;
  retained(): Promise<Retained>;
}

/** Where the collector keeps what it holds. One conformance suite runs against every kind. */
export interface Store extends Load, Rotation {
  createSite(site: Site): Promise<void>;
  sites(): Promise<Site[]>;
  /** Null for a site that does not exist. */
  site(id: string): Promise<SiteStore | null>;
  readonly closing: Closing;
  /** Of people and programs, the oldest first; cached like the policies. */
  accessKeys(): Promise<readonly AccessKey[]>;
  addAccessKey(key: AccessKey): Promise<void>;
  /** From then on it opens nothing. False if there is none with that id, or it was revoked before. */
  revokeAccessKey(id: string, at: string): Promise<boolean>;
  /** Drops a table of events that are all over, of whichever sites; a small step too. Null: nothing is left to do. */
  dropOver(): Promise<(Removed & { site: string })[] | null>;
  /** Somebody says that the clock is right, though it is behind what is stored. */
  trustClock(): Promise<void>;
  readonly audit: AuditTrail;
  /** Rejects with the reason if nothing can be stored now. */
  ready(): Promise<void>;
  /** Waits for the writes under way. */
  close(): Promise<void>;
}
