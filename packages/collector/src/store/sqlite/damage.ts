import { StoreUnavailable } from '../unavailable.ts';
import { isDamage } from './reasons.ts';
import type { Participant } from './writer.ts';

/**
 * Once a page was found that is not as SQLite wrote it, nothing more is written until the next start: what is still whole
 * can be read and saved.
 */
export class Damage implements Participant {
  #found = false;

  failed(error: unknown): void {
    this.#found ||= isDamage(error);
  }

  /** Throws if there is any. */
  begun(): void {
    if (this.#found)
      throw new StoreUnavailable('the database is damaged: stop the collector and see `sayso doctor`');
  }
}
