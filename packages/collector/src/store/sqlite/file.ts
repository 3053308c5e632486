import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { type Connection, openKept } from './kept.ts';
import { migrate } from './migrate.ts';

export type { Connection } from './kept.ts';

/** How long to wait for another process that holds the database, in milliseconds. */
export const BUSY_MS = 5_000;

/** Opens a database for writing, mode 0600, and brings it to this program's schema. Throws with a clear reason. */
export async function openFile(path: string, migrations: URL): Promise<Connection> {
  // SQLite gives its -wal and -shm files the mode of the database itself.
  closeSync(openSync(path, 'a', 0o600));
  const until = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return openNow(path, migrations);
    } catch (error) {
      // Two first starts meet here: changing the journal's mode does not wait by itself.
      if (!isBusy(error) || performance.now() > until) throw reasonOf(path, error);
      await sleep(20);
    }
  }
}

/**
 * A second connection to a database that is already there: sees what is committed, changes nothing. `failing`: makes of
 * SQLite's error the one that is thrown.
 */
export function openReader(
  path: string,
  failing: (error: unknown) => unknown = (error) => error,
): Connection {
  const db = openKept(path, { readonly: true, timeout: BUSY_MS });
  db.pragma('query_only = ON');
  const prepareOne = db.prepare;
  const prepare = (sql: string): Sqlite.Statement => {
    const statement = prepareOne(sql);
    const guarded = <A extends unknown[], R>(read: (...args: A) => R) =>
      function (this: unknown, ...args: A): R {
        try {
          return read.apply(statement, args);
        } catch (error) {
          throw failing(error);
        }
      };
    return Object.assign(statement, { get: guarded(statement.get), all: guarded(statement.all) });
  };
  return Object.assign(db, { prepare });
}

function openNow(path: string, migrations: URL): Connection {
  const db = openKept(path, { timeout: BUSY_MS });
  try {
    const mode = db.pragma('journal_mode = WAL', { simple: true });
    if (mode !== 'wal') throw new Error('its file system does not let SQLite keep a write-ahead log');
    // FULL: a commit returns when it is on disk, not when the system has promised it.
    db.pragma('synchronous = FULL');
    // Freed pages are overwritten with zeros: what was erased can't be read from the file.
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    // KiB: the pages that one transaction touches should not leave memory before its end.
    db.pragma('cache_size = -16384');
    db.pragma(`journal_size_limit = ${16 * 1024 * 1024}`);
    migrate(db, migrations);
    // What an erasure before a crash left in the log goes now.
    db.pragma('wal_checkpoint(TRUNCATE)');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The code of SQLite's error, or null for another one. */
export const sqliteCode = (error: unknown): string | null =>
  error instanceof Sqlite.SqliteError ? error.code : null;

/** Whether another connection holds the lock. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error) ?? '');

function reasonOf(path: string, error: unknown): Error {
  const code = sqliteCode(error);
  const reason =
    code === 'SQLITE_NOTADB'
      ? 'it is not an SQLite database'
      : code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN'
        ? 'it cannot be written'
        : isBusy(error)
          ? `another process has held it for ${BUSY_MS / 1000} s`
          : error instanceof Error
            ? error.message
            : String(error);
  return new Error(`Cannot open ${path}: ${reason}.`, { cause: error });
}
