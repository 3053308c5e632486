import type { Log } from '../log.ts';
import type { Request } from './context.ts';
import { createRate } from './rate.ts';

/** Of one address: choices a second, and at once. */
const OF_ADDRESS = [1, 20] as const;
/** Of one site, for each request a second that `--rate` allows an address. */
const OF_SITE = [20, 40] as const;
/** Subjects that nobody knew, at one site: a second, and at once. A large store has fewer in its best hour. */
const NEW_SUBJECTS = [50, 20_000] as const;
/** How often the log says that there are too many. */
const ALERT_MS = 600_000;

/** How fast choices may come. Each gives null for now, else the seconds to wait. */
export interface ChoiceLimits {
  /** Of this address, and at this site. */
  choice(c: Request, now: number): number | null;
  /** Of a subject that is new at this site: its row and its key stay for years. */
  newSubject(c: Request, now: number): number | null;
}

/** `rate` is `--rate`; 0 turns all of them off. */
export function createChoiceLimits(rate: number, log: Log): ChoiceLimits {
  const ofAddress = createRate(rate && OF_ADDRESS[0], OF_ADDRESS[1]);
  const ofSite = createRate(rate * OF_SITE[0], rate * OF_SITE[1]);
  const subjects = createRate(rate && NEW_SUBJECTS[0], NEW_SUBJECTS[1]);
  const alertedAt = new Map<string, number>();
  return {
    choice: (c, now) => ofAddress(c.get('facts').address, now) ?? ofSite(c.get('site').site.id, now),
    newSubject(c, now) {
      const { id } = c.get('site').site;
      const wait = subjects(id, now);
      if (wait && now - (alertedAt.get(id) ?? Number.NEGATIVE_INFINITY) >= ALERT_MS) {
        alertedAt.set(id, now);
        log.warn('more new subjects than a store has: their choices wait', { code: 'subjects', site: id });
      }
      return wait;
    },
  };
}
