import type { AccessKey } from '../../keys/access-key.ts';
import type { AuditTrail } from '../audit-chain.ts';
import type { Closing } from '../closing.ts';
import type { Removed, Site, SiteStore, Store } from '../port.ts';
import type { Exchange } from '../rotation.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { auditTrail } from './audit.ts';
import { Catalogue } from './catalogue.ts';
import { Clock } from './clock.ts';
import { siteClosing } from './closing.ts';
import { Damage } from './damage.ts';
import { Erasures } from './erasures.ts';
import { Expiry } from './expiry.ts';
import type { Connection } from './file.ts';
import { Partitions } from './partitions.ts';
import type { RootKeys } from './root-keys.ts';
import { exchangeOperator, rotateWrapping } from './rotation.ts';
import { type Rows, rowsOf } from './rows.ts';
import { SqliteSite } from './site.ts';
import { SubjectKeys } from './subject-keys.ts';
import { Subjects } from './subjects.ts';
import type { Parts } from './tx.ts';
import { Writer } from './writer.ts';

/** The open files, and the keys that all else is sealed by. */
export interface SqliteParts {
  main: Connection;
  reader: Connection;
  keys: Connection;
  /** Closed with the store. */
  beside?: readonly Connection[];
  roots: RootKeys;
  now: () => number;
  /** What the reader has found. */
  damage?: Damage | undefined;
  /** At what size a partition is closed, if not at the usual one. */
  partitionBytes?: number | undefined;
}

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
  readonly audit: AuditTrail;
  readonly closing: Closing;
  #wroteAt = Number.NEGATIVE_INFINITY;
  #closed: Promise<void> | null = null;

  constructor(files: SqliteParts) {
    const { main, reader, roots, now } = files;
    const read = rowsOf(main, roots);
    const subjects = new Subjects(main, read.subjects);
    const rows: Rows = { ...read, subjects };
    const keys = new SubjectKeys(files.keys, roots);
    const erasures = new Erasures(rows, keys, [files.keys, main]);
    this.#files = files;
    this.#reader = rowsOf(reader, roots);
    const catalogue = new Catalogue(main, rows, this.#reader);
    const partitions = new Partitions(main, rows.events.ids.forget, files.partitionBytes);
    const expiry = new Expiry(main, rows, keys, partitions, erasures);
    this.#parts = { db: main, rows, keys, erasures, catalogue, partitions, expiry, now };
    const sums = [rows.events.held.pending, rows.events.aggregates.pending, ...rows.tallies.pending];
    this.#clock = new Clock(main, now);
    this.#damage = files.damage ?? new Damage();
    const guards = [this.#damage, this.#clock];
    this.#writer = new Writer(main, [...guards, catalogue, subjects, partitions, erasures, ...sums, keys]);
    const probe = main.prepare(
      'INSERT INTO probe (id, times) VALUES (1, 1) ON CONFLICT DO UPDATE SET times = times + 1',
    );
    this.#probe = () => void probe.run();
    this.audit = auditTrail(this.#parts, this.#reader, this.#writer);
    this.closing = siteClosing(this.#parts, this.#reader, this.#writer);
  }

  async createSite(site: Site): Promise<void> {
    await this.#writer.submit(async () => {
      const { rows, catalogue } = this.#parts;
      if (rows.sites.goneAt(site.id) !== null) throw new Error(`The site ${site.id} was deleted for good.`);
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

  rotateWrapping(): Promise<number> {
    return rotateWrapping(this.#parts, this.#writer);
  }

  exchangeOperator(exchange: Exchange): Promise<void> {
    return exchangeOperator(this.#files.keys, this.#parts, this.#writer, exchange);
  }

  waiting(): number {
    return this.#writer.waiting;
  }

  watch(committed: (ms: number, writes: number) => void): void {
    this.#writer.onCommit = committed;
  }

  giveWay(through: () => Promise<unknown>): void {
    this.#writer.giveWay = through;
  }

  async trustClock(): Promise<void> {
    this.#clock.trust();
    await this.#writer.submit(async () => {});
  }

  async ready(): Promise<void> {
    this.#damage.begun();
    if (performance.now() - this.#wroteAt < READY_MS && !this.#closed) return;
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
    this.#closed ??= this.#writer.close().then(() => {
      const { main, keys, reader, beside = [] } = this.#files;
      // The last connection that closes moves the write-ahead log into the database and removes it.
      for (const db of [...beside, reader, main, keys]) db.close();
    });
    return this.#closed;
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
  }
}
