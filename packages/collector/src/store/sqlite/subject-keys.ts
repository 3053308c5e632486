import { newKey } from '../seal.ts';
import type { Connection } from './file.ts';
import type { RootKeys } from './root-keys.ts';
import { Wrapping } from './wrapping.ts';
import type { Participant } from './writer.ts';

/** The end of a subject, as it is kept until its rows are gone. */
export interface Erasure {
  site: string;
  sub: string;
  at: string;
  keepReceipts: boolean;
  tombstone: string;
}

interface Change {
  site: string;
  sub: string;
  /** Null: destroyed. */
  key: Buffer | null;
  /** What destroyed the key that was there before. */
  erasure: Erasure | typeof RETIRED | null;
}

/** Nothing of the subject was left. */
const RETIRED = 'retired';

type Changes = Map<string, Change>;

const MAX_CACHED = 10_000;

/**
 * The subjects' keys in their own file. A new key is on disk before the transaction that uses it, and a
 * destroyed one is gone before the rows are: a crash between the two leaves a key too many or rows that
 * nobody can read, and `unfinished` tells of the rows.
 */
export class SubjectKeys implements Participant {
  readonly wrapping: Wrapping;
  readonly #sql;
  /** Keys that are on disk, the newest used last. */
  readonly #cache = new Map<string, Buffer>();
  /** Of the transaction under way, and of its job under way. */
  readonly #staged: Changes = new Map();
  readonly #job: Changes = new Map();
  readonly #write: () => void;
  #version = 0;

  constructor(db: Connection, roots: RootKeys) {
    this.wrapping = new Wrapping(db, roots.wrap, roots['first-wrap']);
    this.#sql = {
      version: db.prepare<[], number>('PRAGMA data_version').pluck(),
      find: db.prepare<[string, string], { wrapped: Buffer; generation: number }>(
        'SELECT wrapped, generation FROM subject_keys WHERE site = ? AND sub = ?',
      ),
      add: db.prepare('INSERT INTO subject_keys (site, sub, wrapped, generation) VALUES (?, ?, ?, ?)'),
      removeRest: ['erasing', 'log_keys'].map((table) =>
        db.prepare<[string]>(`DELETE FROM ${table} WHERE site = ?`),
      ),
      removeSome: db.prepare<[string]>(
        'DELETE FROM subject_keys WHERE (site, sub) IN (SELECT site, sub FROM subject_keys WHERE site = ? LIMIT 1000)',
      ),
      remove: db.prepare('DELETE FROM subject_keys WHERE site = ? AND sub = ?'),
      begin: db.prepare(
        'INSERT OR REPLACE INTO erasing (site, sub, at, keep_receipts, tombstone) VALUES (?, ?, ?, ?, ?)',
      ),
      unfinished: db.prepare<[], Omit<Erasure, 'keepReceipts'> & { keep_receipts: number }>(
        'SELECT site, sub, at, keep_receipts, tombstone FROM erasing',
      ),
      finish: db.prepare('DELETE FROM erasing WHERE site = ? AND sub = ? AND at = ?'),
    };
    this.#write = db.transaction(() => this.#writeStaged()).immediate;
  }

  /** The key, as the job under way sees it; null for a subject without one. Erased means none. */
  find(site: string, sub: string): Buffer | null {
    const name = nameOf(site, sub);
    const change = this.#job.get(name) ?? this.#staged.get(name);
    return change ? change.key : this.#onDisk(site, sub);
  }

  /** The key, made if there is none. */
  findOrMake(site: string, sub: string): Buffer {
    const there = this.find(site, sub);
    if (there) return there;
    const name = nameOf(site, sub);
    const key = newKey();
    this.#job.set(name, { site, sub, key, erasure: this.#job.get(name)?.erasure ?? null });
    return key;
  }

  /** Destroys the key, if the transaction comes to its commit. */
  destroy(erasure: Erasure): void {
    const { site, sub } = erasure;
    this.#job.set(nameOf(site, sub), { site, sub, key: null, erasure });
  }

  /** Destroys the key of a subject of which nothing is left. */
  retire(site: string, sub: string): void {
    this.#job.set(nameOf(site, sub), { site, sub, key: null, erasure: RETIRED });
  }

  /** The key as it is on disk: for readers, who see only what is committed. */
  onDisk(site: string, sub: string): Buffer | null {
    this.#refresh();
    return this.#onDisk(site, sub);
  }

  #onDisk(site: string, sub: string): Buffer | null {
    const name = nameOf(site, sub);
    const cached = this.#cache.get(name);
    if (cached) {
      this.#cache.delete(name);
      this.#cache.set(name, cached);
      return cached;
    }
    const found = this.#sql.find.get(site, sub);
    if (!found) return null;
    const key = this.wrapping.unwrap({ site, sub, ...found });
    this.#keep(name, key);
    return key;
  }

  /** Destroys some keys of a site that is gone, its log's last; false when none is left. Not undone with the transaction under way. */
  removeSome(site: string): boolean {
    const { changes } = this.#sql.removeSome.run(site);
    if (changes > 0) this.#cache.clear();
    else for (const rest of this.#sql.removeRest) rest.run(site);
    return changes > 0;
  }

  /** Erasures whose rows may still stand. */
  unfinished(): Erasure[] {
    return this.#sql.unfinished
      .all()
      .map(({ keep_receipts, ...erasure }) => ({ ...erasure, keepReceipts: keep_receipts === 1 }));
  }

  /** The rows are gone too. */
  finish({ site, sub, at }: Erasure): void {
    this.#sql.finish.run(site, sub, at);
  }

  /** Keys are destroyed under the write lock only: until the end of the transaction none is by another. */
  begun(): void {
    this.#refresh();
  }

  kept(): void {
    for (const [name, change] of this.#job) {
      const erasure = change.erasure ?? this.#staged.get(name)?.erasure ?? null;
      this.#staged.set(name, { ...change, erasure });
    }
    this.#job.clear();
  }

  undone(): void {
    this.#job.clear();
  }

  preparing(): void {
    if (this.#staged.size > 0) this.#write();
  }

  ended(committed: boolean): void {
    for (const [name, { key, erasure }] of this.#staged) {
      if (erasure || !committed) {
        this.#cache.get(name)?.fill(0);
        this.#cache.delete(name);
      }
      if (committed && key) this.#keep(name, key);
    }
    this.#staged.clear();
    this.#job.clear();
  }

  #writeStaged(): void {
    for (const { site, sub, key, erasure } of this.#staged.values()) {
      if (erasure) this.#sql.remove.run(site, sub);
      if (erasure && erasure !== RETIRED) {
        this.#sql.begin.run(site, sub, erasure.at, erasure.keepReceipts ? 1 : 0, erasure.tombstone);
      }
      if (!key) continue;
      const { wrapped, generation } = this.wrapping.wrap(site, sub, key);
      this.#sql.add.run(site, sub, wrapped, generation);
    }
  }

  #keep(name: string, key: Buffer): void {
    this.#cache.set(name, key);
    const oldest = this.#cache.size > MAX_CACHED ? this.#cache.keys().next().value : undefined;
    if (oldest !== undefined) this.#cache.delete(oldest);
  }

  /** Another process may have destroyed a key that we remember. */
  #refresh(): void {
    const version = this.#sql.version.get() ?? 0;
    if (version !== this.#version) {
      this.#cache.clear();
      this.wrapping.forget();
    }
    this.#version = version;
  }
}

const nameOf = (site: string, sub: string): string => `${site}|${sub}`;
