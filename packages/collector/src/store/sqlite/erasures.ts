import type { Connection } from './file.ts';
import { type Rows, removeSubject } from './rows.ts';
import type { Erasure, SubjectKeys } from './subject-keys.ts';
import type { Participant } from './writer.ts';

/**
 * Erasures to their end: finishes those that a crash or a full disk stopped between the key and the rows,
 * and empties the write-ahead logs, where what was erased could still be read.
 */
export class Erasures implements Participant {
  readonly #rows: Rows;
  readonly #keys: SubjectKeys;
  readonly #files: readonly Connection[];
  #open: Erasure[] = [];
  #mustEmpty = false;

  constructor(rows: Rows, keys: SubjectKeys, files: readonly Connection[]) {
    this.#rows = rows;
    this.#keys = keys;
    this.#files = files;
  }

  /** Whether an erasure was begun and not finished. */
  get unfinished(): boolean {
    return this.#keys.unfinished().length > 0;
  }

  /** Destroys the subject's key and rows. */
  erase(erasure: Erasure): void {
    this.#keys.destroy(erasure);
    this.#eraseRows(erasure);
    this.#open.push(erasure);
    this.#mustEmpty = true;
  }

  eraseEvents(site: string, sub: string): number {
    const erased = this.#rows.events.erase(site, sub);
    if (erased > 0) this.#mustEmpty = true;
    return erased;
  }

  /** Something went that must not be read from the logs either. */
  emptyLogs(): void {
    this.#mustEmpty = true;
  }

  begun(): void {
    for (const erasure of this.#keys.unfinished()) {
      const done = this.#rows.erasures.at(erasure.site, erasure.sub) === erasure.at;
      if (!done) this.#eraseRows(erasure);
      this.#open.push(erasure);
      this.#mustEmpty = true;
    }
  }

  ended(committed: boolean): void {
    const done = this.#open;
    this.#open = [];
    if (!committed || !this.#mustEmpty) return;
    try {
      for (const erasure of done) this.#keys.finish(erasure);
      // Another process may be reading: then the next transaction tries again.
      this.#mustEmpty = this.#files.some(isLogLeft);
    } catch {
      // What is not finished is found again by the next transaction.
    }
  }

  #eraseRows({ site, sub, at, keepReceipts, tombstone }: Erasure): void {
    removeSubject(this.#rows, site, sub);
    if (!keepReceipts) this.#rows.receipts.removeOf(site, sub);
    this.#rows.erasures.put(site, sub, at);
    this.#rows.log.addStatement(site, tombstone);
  }
}

/** Moves the log's pages into the database and cuts the log to nothing; true if somebody still reads it. */
function isLogLeft(db: Connection): boolean {
  const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return result?.busy !== 0;
}
