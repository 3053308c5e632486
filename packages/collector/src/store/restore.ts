import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyPlace, operatorKey } from '../keys/operator.ts';
import { sync } from '../keys/sync.ts';
import { type Kind, kindOf, SOURCES } from './backup.ts';
import { inForce } from './exchange.ts';
import { migrations, openStore, RESTORING } from './open.ts';
import { rootsOf } from './restore-keys.ts';
import { type Carried, carryKeys, carryOver } from './sqlite/carry.ts';
import { type Connection, isBusy, openFile } from './sqlite/file.ts';
import { openKept } from './sqlite/kept.ts';
import { migrate } from './sqlite/migrate.ts';

export interface Restore extends KeyPlace {
  data: string;
  file: string;
  /** A backup of the subjects' keys; left out, the folder's own are kept. */
  keysFile?: string | undefined;
  now: () => number;
}

/**
 * Replaces a folder's data by a backup. Its keys stay, and so do the erasures and withdrawals made since, the entries of
 * the log, and whatever else is in the folder (its last signed checkpoint). Verifies first and last; a folder on which a
 * collector runs, and a backup that is not whole, are refused with a sentence and nothing is changed.
 */
export async function restore(options: Restore): Promise<Carried> {
  const { data, keyFile, keyCommand, file, keysFile, now } = options;
  const place = { data, keyFile, keyCommand };
  verify(file, 'data');
  if (keysFile !== undefined) verify(keysFile, 'keys');
  const operatorGiven = operatorKey({ ...place, mayMake: false });
  const current = { data: alone(data, 'data'), keys: alone(data, 'keys') };
  const drafts = { data: join(data, 'sayso.db.restored'), keys: join(data, 'keys.db.restored') };
  const remove = (): void => {
    for (const draft of Object.values(drafts))
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(draft + end, { force: true });
  };
  const marker = join(data, RESTORING);
  const wasInterrupted = existsSync(marker);
  writeFileSync(marker, 'A restore is under way, or was interrupted: run it again.\n', { mode: 0o600 });
  let carried: Carried;
  try {
    remove();
    const main = await draft(file, drafts.data, 'data');
    const keys = keysFile === undefined ? null : await draft(keysFile, drafts.keys, 'keys');
    try {
      const own = current.keys;
      const operator = own ? inForce(own, operatorGiven, place) : operatorGiven;
      carried = carryOver(main, current.data, rootsOf({ data, own, backup: keys, keysFile }, operator));
      carryKeys({ main, keys: keys ?? current.keys, current: keys ? current.keys : null });
    } finally {
      main.close();
      keys?.close();
    }
    for (const db of Object.values(current)) db?.close();
    for (const kind of ['keys', 'data'] as const) {
      if (!existsSync(drafts[kind])) continue;
      sync(drafts[kind]);
      renameSync(drafts[kind], join(data, SOURCES[kind]));
    }
    sync(data);
  } catch (error) {
    for (const db of Object.values(current)) db?.close();
    remove();
    if (!wasInterrupted) rmSync(marker, { force: true });
    throw error;
  }
  rmSync(marker);
  // What any start checks; and the data can be written.
  const opened = await openStore({ ...place, now });
  await opened.store.ready();
  await opened.store.close();
  return carried;
}

/** Throws if a file is no whole backup of this kind. */
function verify(file: string, kind: Kind): void {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const found = kindOf(file);
  if (found === null) throw new Error(`${file} is no backup that \`sayso backup\` made, or it is damaged.`);
  if (found !== kind)
    throw new Error(
      `${file} is a backup of the ${found}: ${found === 'keys' ? 'give it with --keys' : 'give it without --keys'}.`,
    );
  const db = openKept(file, { readonly: true });
  try {
    const said = db.pragma('integrity_check', { simple: true });
    if (said !== 'ok') throw new Error(`${file} is damaged: ${String(said).split('\n')[0]}.`);
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new Error(`${file} is damaged: rows refer to others that are not there.`);
  } finally {
    db.close();
  }
}

/** A copy of a backup, in the folder, brought to this program's schema. */
async function draft(file: string, to: string, kind: Kind): Promise<Connection> {
  copyFileSync(file, to);
  chmodSync(to, 0o600);
  const db = await openFile(to, migrationsOf(kind));
  db.exec('DROP TABLE backup');
  return db;
}

/** The folder's own database, for us alone; null if there is none, or it can't be read. */
function alone(data: string, kind: Kind): Connection | null {
  const path = join(data, SOURCES[kind]);
  if (!existsSync(path)) return null;
  let db: Connection | undefined;
  try {
    db = openKept(path, { timeout: 500 });
    // Leaving the write-ahead log takes the whole file: nobody else may have it open.
    db.pragma('locking_mode = EXCLUSIVE');
    if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') throw new Error('in use');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    migrate(db, migrationsOf(kind));
    return db;
  } catch (error) {
    db?.close();
    if (isBusy(error) || (error instanceof Error && error.message === 'in use'))
      throw new Error(`A collector or a command runs on ${data}: stop it first.`);
    // Written by a newer program: not damaged, and not to be thrown away.
    if (error instanceof Error && /newer Sayso/.test(error.message)) throw error;
    return null;
  }
}

const migrationsOf = (kind: Kind): URL => migrations(kind === 'data' ? 'sqlite' : 'sqlite-keys');
