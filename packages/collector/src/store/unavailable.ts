/** Nothing can be stored now: the disk is full or read-only, another process holds the database, or too much waits. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(reason: string, cause?: unknown) {
    super(`Nothing can be stored now: ${reason}.`, { cause });
  }
}
