import { StoreUnavailable } from '../unavailable.ts';
import { sqliteCode } from './file.ts';

const REASONS: Record<string, string> = {
  SQLITE_FULL: 'the disk is full',
  SQLITE_READONLY: 'the database is read-only',
  SQLITE_BUSY: 'another process holds the database',
  SQLITE_CORRUPT: 'the database is damaged',
  SQLITE_NOTADB: 'the database is damaged',
  SQLITE_IOERR: 'the disk fails, or is read-only',
};

const kindOf = (error: unknown): string => /^SQLITE_[A-Z]+/.exec(sqliteCode(error) ?? '')?.[0] ?? '';

/** Why nothing can be stored, or read, in words for the operator. */
export const unavailable = (error: unknown): StoreUnavailable =>
  error instanceof StoreUnavailable
    ? error
    : new StoreUnavailable(REASONS[kindOf(error)] ?? 'the transaction failed', error);

/** Whether the file itself is not as SQLite wrote it. */
export const isDamage = (error: unknown): boolean =>
  ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(kindOf(error));
