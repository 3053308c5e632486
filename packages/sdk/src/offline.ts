import { DAY, type SaysoEvent, type SeenCheckpoint } from '@sayso/protocol';
import { type Disk, ONLY, promised, type Waiting } from './disk.ts';
import type { PageWindow } from './environment.ts';
import type { Teller } from './tell.ts';

const MOST_AGE = 7 * DAY;
/** For so long, in milliseconds, an event is left to the page that made it, or took it up. */
const LEASE = 10_000;

/** A database that has not answered for so long, in milliseconds, is told as none. */
const PATIENCE = 2_000;

/** What pages that are gone have left. */
export interface Left {
  events: SaysoEvent[];
  /** Others may be on their way from the page of another tab, and can be taken up in so many milliseconds; 0: none. */
  later: number;
}

/**
 * Takes up what pages that are gone have left of this subject, each event by one page, and takes away what may not be sent
 * any more. Tells of that, and of what keeps events from being stored or sent at all.
 */
export async function lookFor(
  window: PageWindow,
  tell: Teller['tell'],
  { change, look, mine }: Disk,
  subject: string,
  now: number,
  objection: (name: string) => string | null,
): Promise<Left> {
  const found: Left = { events: [], later: 0 };
  const gone: [SaysoEvent, string][] = [];
  const failed = (): void => tell('refused', { reason: 'no-storage' });
  const never = window.setTimeout(failed, PATIENCE);
  try {
    await change(async (events) => {
      window.clearTimeout(never);
      // Of this and all that is written later: the disk may be full.
      events.transaction.db.onabort = failed;
      await look(events);
      for (const waiting of await promised<Waiting[]>(events.getAll())) {
        const { event, taken } = waiting;
        const isOld = now - Date.parse(event.at) > MOST_AGE;
        const reason = waiting.subject !== subject ? 'no-receipt' : isOld ? 'too-old' : objection(event.name);
        const rest = taken + LEASE - now;
        if (reason) {
          events.delete(event.id);
          gone.push([event, reason]);
        } else if (mine.has(event.id)) continue;
        // Not where the clock was put back since.
        else if (rest > 0 && rest <= LEASE) found.later = Math.max(found.later, rest);
        else {
          events.put({ ...waiting, taken: now } satisfies Waiting, event.id);
          mine.add(event.id);
          found.events.push(event);
        }
      }
    });
  } catch {
    window.clearTimeout(never);
    failed();
  }
  for (const [{ id, name }, reason] of gone) tell('refused', { id, name, reason });
  return found;
}

/** Where the checkpoint of the public log is kept that was seen last: it goes with the events. */
export const seenOn = ({ change }: Disk): SeenCheckpoint => ({
  read: async () =>
    (await change((events) =>
      promised<string | undefined>(events.transaction.objectStore('log').get(ONLY)),
    )) ?? null,
  keep: (note) =>
    void change((events) => events.transaction.objectStore('log').put(note, ONLY)).catch(() => {}),
});
