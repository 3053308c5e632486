import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyPlace, type OperatorKey, operatorKey } from '../keys/operator.ts';
import { openSigningKeys, type SigningKeys } from '../keys/signing.ts';
import { exchangeOf, inForce } from './exchange.ts';
import type { LogStore } from './log-port.ts';
import type { Store } from './port.ts';
import { Damage } from './sqlite/damage.ts';
import { type Connection, openFile, openReader } from './sqlite/file.ts';
import { SqliteLogStore } from './sqlite/log-store.ts';
import { unavailable } from './sqlite/reasons.ts';
import { openRootKeys } from './sqlite/root-keys.ts';
import { SqliteStore } from './sqlite/store.ts';

/** Stands in the folder as long as a restore is under way. */
export const RESTORING = 'restore.under-way';

export interface StoreOptions extends KeyPlace {
  /** The data folder; made, with mode 0700, if there is none. */
  data: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface OpenedStore {
  /** The folder. */
  data: string;
  store: Store;
  /** Closed with the store. */
  logs: LogStore;
  operator: OperatorKey;
  /** Puts a key in the operator's place; null: a new one in `DATA/operator.key`. As `Store.exchangeOperator`. */
  exchange(to: OperatorKey | null): Promise<void>;
  signing: SigningKeys;
}

/** Opens the data folder with its keys. Throws, with a sentence for the operator, where that can't be done. */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const { data, now = Date.now } = options;
  prepareFolder(data);
  if (existsSync(join(data, RESTORING)))
    throw new Error(`A restore of ${data} is under way, or was interrupted: run \`sayso restore\` again.`);
  const keysPath = join(data, 'keys.db');
  // Asked before the key is looked for: a start at the same time makes the key first, then the file.
  const mayMake = !existsSync(keysPath);
  const given = operatorKey({ ...options, mayMake });
  const signing = await openSigningKeys(data);

  const open: Connection[] = [];
  try {
    const keys = await openFile(keysPath, migrations('sqlite-keys'));
    open.push(keys);
    const operator = inForce(keys, given, options);
    const roots = openRootKeys(keys, operator);
    const path = join(data, 'sayso.db');
    const main = await openFile(path, migrations('sqlite'));
    open.push(main);
    const damage = new Damage();
    const reader = openReader(path, (error) => {
      damage.failed(error);
      return unavailable(error);
    });
    open.push(reader);
    const logPath = join(data, 'log.db');
    const log = await openFile(logPath, migrations('sqlite-log'));
    open.push(log);
    const logReader = openReader(logPath);
    open.push(logReader);
    const store = new SqliteStore({
      main,
      reader,
      keys,
      beside: [logReader, log],
      roots,
      now,
      damage,
    });
    await store.recover();
    const logs = new SqliteLogStore({ reader, keys, log, logReader, sealKey: roots['log-key'] });
    const exchange = exchangeOf({ data, keys, store, operator });
    return { data, store, logs, operator, exchange, signing };
  } catch (error) {
    for (const db of open) db.close();
    throw error;
  }
}

/** Beside `src` as beside `dist`. */
export const migrations = (kind: string): URL => new URL(`../../migrations/${kind}/`, import.meta.url);

function prepareFolder(data: string): void {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (!statSync(data).isDirectory()) throw new Error('it is not a folder');
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`Cannot keep data in ${data}: ${reasonOf(error)}.`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'it is not a folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'it is not writable';
  return error instanceof Error ? error.message : String(error);
}
