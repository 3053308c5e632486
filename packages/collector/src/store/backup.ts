import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sync } from '../keys/sync.ts';
import { sqliteCode } from './sqlite/file.ts';
import { type Connection, openKept } from './sqlite/kept.ts';

/** What a backup is of: all that is held, or the keys that seal it. */
export type Kind = 'data' | 'keys';

export const SOURCES: Readonly<Record<Kind, string>> = { data: 'sayso.db', keys: 'keys.db' };

/** Where the copies go; without a file for them, the keys are left out. */
export interface BackupFiles {
  file: string;
  keysFile?: string | undefined;
}

/**
 * Copies the databases as they are at one moment each, beside a running collector: each copy is whole or not there. The
 * data first, so that each of its rows has its key in the other. Free pages, where something erased could be, are not
 * copied. Throws a sentence for the operator.
 */
export function backUp(data: string, { file, keysFile }: BackupFiles, at: string): void {
  if (keysFile !== undefined && resolve(keysFile) === resolve(file))
    throw new Error('The keys go into a file of their own: give --keys another name.');
  copy(data, 'data', file, at);
  if (keysFile !== undefined) copy(data, 'keys', keysFile, at);
}

function copy(data: string, kind: Kind, file: string, at: string): void {
  const source = join(data, SOURCES[kind]);
  if (!existsSync(source)) throw new Error(`There is no ${SOURCES[kind]} in ${data}.`);
  if (existsSync(file) && kindOf(file) !== kind)
    throw new Error(`${file} is there and is no backup of the ${kind}: give another name.`);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.new`);
  try {
    // Made first, so that nobody else may read what comes.
    closeSync(openSync(draft, 'wx', 0o600));
    const db = openKept(source, { readonly: true, timeout: 5_000 });
    try {
      db.prepare<[string], never>('VACUUM INTO ?').run(draft);
    } finally {
      db.close();
    }
    mark(draft, kind, at);
    sync(draft);
    renameSync(draft, file);
    sync(dirname(resolve(file)));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Says in the copy itself what it is. */
function mark(file: string, kind: Kind, at: string): void {
  const db = openKept(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('CREATE TABLE backup (kind TEXT NOT NULL, at TEXT NOT NULL) STRICT');
    db.prepare('INSERT INTO backup VALUES (?, ?)').run(kind, at);
  } finally {
    db.close();
  }
}

/** What a file is a backup of; null for any other file. */
export function kindOf(file: string): Kind | null {
  let db: Connection | undefined;
  try {
    db = openKept(file, { readonly: true, fileMustExist: true });
    const kind = db.prepare<[], string>('SELECT kind FROM backup').pluck().get();
    return kind === 'data' || kind === 'keys' ? kind : null;
  } catch (error) {
    if (sqliteCode(error) === null && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  } finally {
    db?.close();
  }
}
