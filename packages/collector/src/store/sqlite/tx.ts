import { DAY, toMs } from '@sayso/protocol';
import { ERASED_DAYS, type SubjectState } from '../../subject.ts';
import type { Grant, RefusalCount } from '../counts.ts';
import type { AcceptedEvent, Holding, PublishedPolicy, ReceiptRow, RightsRequest, SiteTx } from '../port.ts';
import { StoreUnavailable } from '../unavailable.ts';
import type { Catalogue } from './catalogue.ts';
import type { Erasures } from './erasures.ts';
import type { Expiry } from './expiry.ts';
import type { Connection } from './file.ts';
import type { Partitions } from './partitions.ts';
import { holdingOf, type Rows } from './rows.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** What a transaction works with. */
export interface Parts {
  db: Connection;
  rows: Rows;
  keys: SubjectKeys;
  erasures: Erasures;
  catalogue: Catalogue;
  partitions: Partitions;
  expiry: Expiry;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** One job's view of one site, within the writer's transaction. */
export class SqliteTx implements SiteTx {
  readonly #site: string;
  readonly #all: Parts;
  #ended = false;

  constructor(site: string, parts: Parts) {
    this.#site = site;
    this.#all = parts;
  }

  /** The job has ended: whoever still holds this can do nothing with it. */
  end(): void {
    this.#ended = true;
  }

  async policies(): Promise<PublishedPolicy[]> {
    return this.#use().catalogue.policiesUnderWay(this.#site);
  }

  async publish(policy: PublishedPolicy, jws: string): Promise<void> {
    const { rows, catalogue } = this.#use();
    catalogue.changed();
    rows.policies.add(this.#site, policy);
    rows.log.addStatement(this.#site, jws);
  }

  async subject(hash: string): Promise<SubjectState | null> {
    return this.#use().rows.subjects.find(this.#site, hash);
  }

  async putSubject(hash: string, state: SubjectState): Promise<void> {
    this.#use().rows.subjects.put(this.#site, hash, state);
  }

  async receipt(id: string): Promise<ReceiptRow | null> {
    return this.#use().rows.receipts.find(this.#site, id);
  }

  async addReceipt(row: ReceiptRow, grant: Grant | null = null): Promise<number> {
    const { rows } = this.#use();
    const leaf = rows.log.add(this.#site, row.jws);
    rows.receipts.add(this.#site, leaf, row);
    rows.tallies.took(this.#site, { receipts: 1, grants: grant ? 1 : 0, byCode: grant === 'code' ? 1 : 0 });
    return leaf;
  }

  async restoreEntry(entry: Uint8Array): Promise<number> {
    return this.#use().rows.log.addEntry(this.#site, entry);
  }

  async addStatement(jws: string): Promise<void> {
    this.#use().rows.log.addStatement(this.#site, jws);
  }

  async known(hash: string, ids: readonly string[]): Promise<Set<string>> {
    const { rows, now } = this.#use();
    return rows.events.ids.known(this.#site, hash, ids, now());
  }

  async addEvents(hash: string, events: readonly AcceptedEvent[]): Promise<void> {
    const { rows, keys, partitions, now } = this.#use();
    if (events.length === 0) return;
    const site = this.#site;
    const key = keys.findOrMake(site, hash);
    const taken = rows.tallies.took(site, { accepted: events.length });
    rows.events.add({ site, sub: hash, key, events, taken, now: now() }, partitions);
  }

  async eraseEvents(hash: string): Promise<number> {
    return this.#use().erasures.eraseEvents(this.#site, hash);
  }

  async countRefusals(counts: readonly RefusalCount[]): Promise<void> {
    this.#use().rows.tallies.refused(this.#site, counts);
  }

  async countPixel(day: string, name: string, region: string | null): Promise<void> {
    this.#use().rows.tallies.pixel(this.#site, day, name, region);
  }

  async holding(hash: string): Promise<Holding> {
    const { rows, keys } = this.#use();
    return holdingOf(rows, this.#site, hash, keys.find(this.#site, hash));
  }

  async addRequest(hash: string, request: RightsRequest): Promise<void> {
    const { rows, keys } = this.#use();
    rows.requests.add(this.#site, hash, keys.findOrMake(this.#site, hash), request);
  }

  async erase(hash: string, at: string, keepReceipts: boolean, tombstone: string): Promise<void> {
    this.#use().erasures.erase({ site: this.#site, sub: hash, at, keepReceipts, tombstone });
  }

  async erasedAt(hash: string): Promise<string | null> {
    const { rows, now } = this.#use();
    const at = rows.erasures.at(this.#site, hash);
    return at !== null && now() - toMs(at) < ERASED_DAYS * DAY ? at : null;
  }

  async newestStatement(typ: string): Promise<string | null> {
    return this.#use().rows.log.newestStatement(this.#site, typ);
  }

  #use(): Parts {
    if (this.#ended) throw new Error('This transaction has ended.');
    // After some errors SQLite has undone everything, and would commit each further statement by itself.
    if (!this.#all.db.inTransaction) throw new StoreUnavailable('the transaction was undone');
    return this.#all;
  }
}
