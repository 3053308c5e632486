import { toTime } from '@sayso/protocol';
import type { AccessKey } from '../../keys/access-key.ts';
import type {
  Aggregate,
  Counts,
  Cutoffs,
  Holding,
  MayUse,
  PublishedPolicy,
  ReceiptRow,
  RefusalCount,
  Removed,
  Retained,
  Site,
  SiteStore,
  SiteTx,
  Store,
  StoredEvent,
} from '../port.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { Catalogue } from './catalogue.ts';
import { Clock } from './clock.ts';
import { Damage } from './damage.ts';
import { Erasures } from './erasures.ts';
import { Expiry, retainedOf } from './expiry.ts';
import type { Connection } from './file.ts';
import { Partitions } from './partitions.ts';
import { holdingOf, type RowKeys, type Rows, rowsOf } from './rows.ts';
import { SubjectKeys } from './subject-keys.ts';
import { Subjects } from './subjects.ts';
import { type Parts, SqliteTx } from './tx.ts';
import { usableEvents } from './usable.ts';
import { Writer } from './writer.ts';

/** The open files, and the keys that are derived from the operator's. */
export interface SqliteParts extends RowKeys {
  main: Connection;
  reader: Connection;
  keys: Connection;
  /** Closed with the store. */
  beside?: readonly Connection[];
  wrapKey: Buffer;
  now: () => number;
  /** What the reader has found. */
  damage?: Damage | undefined;
  /** At what size a partition is closed, if not at the usual one. */
  partitionBytes?: number | undefined;
}

/** Wrapped anew in one step, while others wait. */
const KEYS_AT_ONCE = 500;
/** For how long a write that went well shows that the next one would, in milliseconds. */
const READY_MS = 1_000;

/** Two SQLite files on one machine: what is held, and the keys that seal it. */
export class SqliteStore implements Store {
  readonly #files: SqliteParts;
  readonly #reader: Rows;
  readonly #parts: Parts;
  readonly #writer: Writer;
  readonly #sites = new Map<string, SqliteSite>();
  readonly #probe: () => void;
  readonly #clock: Clock;
  readonly #damage: Damage;
  #wroteAt = Number.NEGATIVE_INFINITY;
  #closing: Promise<void> | null = null;

  constructor(files: SqliteParts) {
    const { main, reader, now } = files;
    const read = rowsOf(main, files);
    const subjects = new Subjects(main, read.subjects);
    const rows: Rows = { ...read, subjects };
    const keys = new SubjectKeys(files.keys, files.wrapKey);
    const erasures = new Erasures(rows, keys, [files.keys, main]);
    this.#files = files;
    this.#reader = rowsOf(reader, files);
    const catalogue = new Catalogue(main, rows, this.#reader);
    const partitions = new Partitions(main, rows.events.ids.forget, files.partitionBytes);
    const expiry = new Expiry(main, rows, keys, partitions, erasures);
    this.#parts = { db: main, rows, keys, erasures, catalogue, partitions, expiry, now };
    const sums = [rows.events.held, rows.events.aggregates, rows.tallies].map(({ pending }) => pending);
    this.#clock = new Clock(main, now);
    this.#damage = files.damage ?? new Damage();
    const guards = [this.#damage, this.#clock];
    this.#writer = new Writer(main, [...guards, catalogue, subjects, partitions, erasures, ...sums, keys]);
    const probe = main.prepare(
      'INSERT INTO probe (id, times) VALUES (1, 1) ON CONFLICT DO UPDATE SET times = times + 1',
    );
    this.#probe = () => void probe.run();
  }

  async createSite(site: Site): Promise<void> {
    await this.#writer.submit(async () => {
      const { rows, catalogue } = this.#parts;
      if (rows.sites.all().some(({ id }) => id === site.id)) {
        throw new Error(`The site ${site.id} is there already.`);
      }
      catalogue.changed();
      rows.sites.add(site);
    });
  }

  async sites(): Promise<Site[]> {
    this.#assertOpen();
    return [...this.#parts.catalogue.sites().values()];
  }

  async site(id: string): Promise<SiteStore | null> {
    this.#assertOpen();
    const site = this.#parts.catalogue.sites().get(id);
    if (!site) return null;
    const there = this.#sites.get(id);
    // A site that was made anew is another one.
    if (there?.site === site) return there;
    const made = new SqliteSite(site, this.#parts, this.#files.reader, this.#reader, this.#writer);
    this.#sites.set(id, made);
    return made;
  }

  async accessKeys(): Promise<readonly AccessKey[]> {
    this.#assertOpen();
    return this.#parts.catalogue.accessKeys();
  }

  async addAccessKey(key: AccessKey): Promise<void> {
    await this.#writer.submit(async () => {
      const { rows, catalogue } = this.#parts;
      catalogue.changed();
      rows.accessKeys.add(key);
    });
  }

  async revokeAccessKey(id: string, at: string): Promise<boolean> {
    return this.#writer.submit(async () => {
      const { rows, catalogue } = this.#parts;
      catalogue.changed();
      return rows.accessKeys.revoke(id, at);
    });
  }

  async dropOver(): Promise<(Removed & { site: string })[] | null> {
    const { expiry, now } = this.#parts;
    return this.#writer.submit(async () => expiry.drop(now()));
  }

  async rotateWrapping(): Promise<number> {
    const { keys, erasures, now } = this.#parts;
    // Under the write lock, so that every process wraps by the new generation before the old one goes.
    await this.#writer.submit(async () => keys.wrapping.begin(toTime(now())));
    for (let wrapped = 0; ; ) {
      const some = await this.#writer.submit(async () => {
        const more = keys.wrapping.advance(KEYS_AT_ONCE);
        if (more === 0) erasures.emptyLogs();
        return more;
      });
      if (some === 0) return wrapped;
      wrapped += some;
    }
  }

  async trustClock(): Promise<void> {
    this.#clock.trust();
    await this.#writer.submit(async () => {});
  }

  async ready(): Promise<void> {
    this.#damage.begun();
    if (performance.now() - this.#wroteAt < READY_MS && !this.#closing) return;
    await this.#writer.submit(async () => this.#probe());
    this.#wroteAt = performance.now();
  }

  /** Finishes erasures that a crash stopped; before anything is served. */
  async recover(): Promise<void> {
    if (!this.#parts.erasures.unfinished) return;
    this.#clock.overlook();
    await this.#writer.submit(async () => {});
  }

  close(): Promise<void> {
    this.#closing ??= this.#writer.close().then(() => {
      const { main, keys, reader, beside = [] } = this.#files;
      // The last connection that closes moves the write-ahead log into the database and removes it.
      for (const db of [...beside, reader, main, keys]) db.close();
    });
    return this.#closing;
  }

  #assertOpen(): void {
    if (this.#closing) throw new StoreUnavailable('the store is closed');
  }
}

class SqliteSite implements SiteStore {
  readonly site: Site;
  readonly #parts: Parts;
  readonly #reader: Rows;
  readonly #writer: Writer;
  readonly #readHolding: (hash: string) => Holding;

  constructor(site: Site, parts: Parts, connection: Connection, reader: Rows, writer: Writer) {
    this.site = site;
    this.#parts = parts;
    this.#reader = reader;
    this.#writer = writer;
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

  async counts(): Promise<Counts> {
    return this.#reader.tallies.counts(this.site.id);
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
