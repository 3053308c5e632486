import type { Aggregate, Counts, Grants, RefusalCount } from '../counts.ts';
import type {
  Cutoffs,
  Holding,
  MayUse,
  PublishedPolicy,
  ReceiptRow,
  Removed,
  Retained,
  Site,
  SiteRecords,
  SiteStore,
  SiteTx,
  StoredEvent,
} from '../port.ts';
import { retainedOf } from './expiry.ts';
import type { Connection } from './file.ts';
import { holdingOf, type Rows } from './rows.ts';
import { type Parts, SqliteTx } from './tx.ts';
import { storedEvents, usableEvents } from './usable.ts';
import type { Writer } from './writer.ts';

/** One site's data in the two files: the only way to it. */
export class SqliteSite implements SiteStore {
  readonly site: Site;
  readonly records: SiteRecords;
  readonly #parts: Parts;
  readonly #reader: Rows;
  readonly #writer: Writer;
  readonly #readHolding: (hash: string) => Holding;

  constructor(site: Site, parts: Parts, connection: Connection, reader: Rows, writer: Writer) {
    this.site = site;
    this.#parts = parts;
    this.#reader = reader;
    this.#writer = writer;
    this.records = {
      requests: async () => reader.requests.all(site.id, (sub) => parts.keys.onDisk(site.id, sub)),
      state: async (hash) => reader.subjects.find(site.id, hash),
      receipts: async (hash) => reader.receipts.of(site.id, hash),
    };
    // One snapshot for all its parts.
    this.#readHolding = connection.transaction((hash: string) =>
      holdingOf(reader, site.id, hash, parts.keys.onDisk(site.id, hash)),
    );
  }

  write<T>(work: (tx: SiteTx) => Promise<T>): Promise<T> {
    return this.#writer.submit(async () => {
      const tx = new SqliteTx(this.site.id, this.#parts);
      try {
        return await work(tx);
      } finally {
        tx.end();
      }
    });
  }

  async policies(): Promise<PublishedPolicy[]> {
    return this.#parts.catalogue.policies(this.site.id);
  }

  async holding(hash: string): Promise<Holding> {
    return this.#readHolding(hash);
  }

  async receipt(id: string): Promise<ReceiptRow | null> {
    return this.#reader.receipts.find(this.site.id, id);
  }

  usable(may: MayUse): AsyncIterable<StoredEvent> {
    return usableEvents(this.#reader, this.#parts.keys, this.site.id, may);
  }

  captured(purposes: ReadonlySet<string>): AsyncIterable<StoredEvent> {
    return storedEvents(this.#reader, this.#parts.keys, this.site.id, (_sub, purpose) =>
      purposes.has(purpose),
    );
  }

  async counts(): Promise<Counts> {
    return this.#reader.tallies.counts(this.site.id);
  }

  async grants(): Promise<Grants> {
    return this.#reader.tallies.grants(this.site.id);
  }

  async aggregates(from: string, to: string): Promise<Aggregate[]> {
    return this.#reader.events.aggregates.between(this.site.id, from, to);
  }

  async refusals(): Promise<RefusalCount[]> {
    return this.#reader.tallies.refusals(this.site.id);
  }

  async expire(cutoffs: Cutoffs): Promise<Removed[]> {
    const { expiry, now } = this.#parts;
    return this.#writer.submit(async () => expiry.expire(this.site.id, cutoffs, now()));
  }

  async retained(): Promise<Retained> {
    return retainedOf(this.#reader, this.site.id);
  }
}
