import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../unavailable.ts';
import { BUSY_MS, isBusy, sqliteCode } from './file.ts';
import { unavailable } from './reasons.ts';

/** What takes part in each transaction beside the database: its caches and the file of keys. */
export interface Participant {
  /** The write lock is held; what other processes wrote can be seen. */
  begun?(): void;
  /** A job's changes stand, if the transaction will. */
  kept?(): void;
  /** A job's changes are undone. */
  undone?(): void;
  /** Last call before the commit: what must be on disk before it. Throwing undoes the transaction. */
  preparing?(): void;
  /** What went wrong, be it with one job or with all. */
  failed?(error: unknown): void;
  /** Never throws. */
  ended?(committed: boolean): void;
}

interface Job {
  work: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  alone: boolean;
}

/** Each holds a request's body. */
const MAX_WAITING = 2_000;
const MAX_JOBS = 1_000;
/** A transaction takes no further job after this many milliseconds, so that nobody waits long for its end. */
const MAX_MS = 30;
/** After this many at the soonest, within a transaction too, whoever wants to connect or to read is let in. */
const BREATH_MS = 4;

/** A job failed after it had changed something, which can't be taken back alone. */
class Spoilt extends Error {}

/**
 * The only one who writes. Jobs that arrive while a transaction runs share the next one and its disk flush.
 * One that fails is undone alone: if it has changed something, all run again, each with a savepoint, which few need and
 * which costs a tenth of a write. A job's promise settles when the flush is done.
 */
export class Writer {
  readonly #db: Database;
  readonly #participants: readonly Participant[];
  readonly #sql: Record<'begin' | 'savepoint' | 'release' | 'undo' | 'commit' | 'rollback', () => void>;
  readonly #changes: () => number | undefined;
  #waiting: Job[] = [];
  /** So many of those that wait come again, with savepoints. */
  #again = 0;
  #running: Promise<void> | null = null;
  #closed = false;
  #commits = 0;
  /** Told of each commit: how many milliseconds it took to be on disk, and how many jobs shared it. */
  onCommit: ((ms: number, jobs: number) => void) | null = null;
  /** Lets in what reached the process meanwhile. */
  giveWay: () => Promise<unknown> = () => turn();

  constructor(db: Database, participants: readonly Participant[]) {
    this.#db = db;
    this.#participants = participants;
    // A writer that waits inside SQLite stops every other request: it waits here instead.
    db.pragma('busy_timeout = 0');
    const prepare = (sql: string): (() => void) => {
      const statement = db.prepare(sql);
      return () => void statement.run();
    };
    this.#sql = {
      begin: prepare('BEGIN IMMEDIATE'),
      savepoint: prepare('SAVEPOINT job'),
      release: prepare('RELEASE job'),
      undo: prepare('ROLLBACK TO job'),
      commit: prepare('COMMIT'),
      rollback: prepare('ROLLBACK'),
    };
    const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
    this.#changes = () => changes.get();
  }

  /** Transactions on disk so far. */
  get commits(): number {
    return this.#commits;
  }

  /** Jobs that no transaction has taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Runs `work` in the next transaction. It must not wait for another job, and may run twice. `alone`: in one of its own,
   * once, since it does what this database can't undo.
   */
  submit<T>(work: () => Promise<T>, { alone = false } = {}): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(new StoreUnavailable(`${MAX_WAITING} writes are waiting already`));
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: (value) => resolve(value as T), reject, alone });
      this.#running ??= this.#run();
    });
  }

  /** Takes no more jobs; resolves when those it has taken are settled. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.giveWay();
      await this.#transaction();
    }
    this.#running = null;
  }

  async #transaction(): Promise<void> {
    const saved = this.#again > 0 || this.#waiting[0]?.alone === true;
    const jobs = this.#waiting.splice(0, this.#again || this.#together());
    this.#again = 0;
    const settle: (() => void)[] = [];
    let ran = 0;
    try {
      await this.#begin();
      for (const participant of this.#participants) participant.begun?.();
      const until = performance.now() + MAX_MS;
      let breath = performance.now() + BREATH_MS;
      for (const job of jobs) {
        ran++;
        settle.push(await this.#runJob(job, saved));
        const now = performance.now();
        if (now > until) break;
        if (now < breath) continue;
        await this.giveWay();
        // What came in has taken as long as this: now it is the writer's turn for as long.
        const back = performance.now();
        breath = back + Math.max(BREATH_MS, back - now);
      }
      for (const participant of this.#participants) participant.preparing?.();
      const began = performance.now();
      this.#sql.commit();
      this.onCommit?.(performance.now() - began, ran);
      this.#commits++;
    } catch (error) {
      if (error instanceof Spoilt) {
        this.#undo();
        this.#again = ran;
        this.#waiting.unshift(...jobs);
        return;
      }
      for (const participant of this.#participants) participant.failed?.(error);
      this.#undo();
      // Without the lock none ran, and none would.
      const failed = jobs.splice(0, ran || jobs.length);
      this.#waiting.unshift(...jobs);
      for (const job of failed) job.reject(unavailable(error));
      return;
    }
    this.#waiting.unshift(...jobs.slice(ran));
    for (const participant of this.#participants) participant.ended?.(true);
    for (const settled of settle) settled();
  }

  /** How many of those that wait may share a transaction. */
  #together(): number {
    const alone = this.#waiting.findIndex((job) => job.alone);
    return alone < 0 ? MAX_JOBS : Math.min(Math.max(alone, 1), MAX_JOBS);
  }

  #undo(): void {
    try {
      if (this.#db.inTransaction) this.#sql.rollback();
    } catch {
      // Then the next transaction can't begin either, and says why.
    }
    for (const participant of this.#participants) participant.ended?.(false);
  }

  /** Returns what to tell the job when the transaction is on disk. */
  async #runJob({ work, resolve, reject }: Job, saved: boolean): Promise<() => void> {
    const before = this.#changes();
    if (saved) this.#sql.savepoint();
    try {
      const value = await work();
      if (saved) this.#sql.release();
      for (const participant of this.#participants) participant.kept?.();
      return () => resolve(value);
    } catch (error) {
      // SQLite ends the whole transaction by itself on some errors, a full disk among them.
      if (!this.#db.inTransaction) throw error;
      const code = sqliteCode(error);
      const isOutage = code !== null && !code.startsWith('SQLITE_CONSTRAINT');
      if (saved) {
        this.#sql.undo();
        this.#sql.release();
        // A table that was made or dropped is no change that SQLite counts.
      } else if (isOutage || this.#changes() !== before) throw new Spoilt();
      for (const participant of this.#participants) participant.undone?.();
      for (const participant of this.#participants) participant.failed?.(error);
      return () => reject(isOutage ? unavailable(error) : error);
    }
  }

  async #begin(): Promise<void> {
    const until = performance.now() + BUSY_MS;
    for (;;) {
      try {
        return this.#sql.begin();
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error;
        await sleep(5);
      }
    }
  }
}
