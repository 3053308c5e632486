import { DAY, type SaysoEvent, type SeenCheckpoint } from '@sayso/protocol';
import { type Disk, ONLY, promised, type Waiting } from './disk.ts';

const MOST_AGE = 7 * DAY;
/** For so long, in milliseconds, an event is left to the page that made it, or took it up. */
const LEASE = 10_000;

/** What pages that are gone have left. */
export interface Left {
  events: SaysoEvent[];
  /** Others may be on their way from the page of another tab, and can be taken up in so many milliseconds; 0: none. */
  later: number;
}

/**
 * Takes up what pages that are gone have left of this subject, each event by one page, and takes away what may not be sent
 * any more: `gone` is told of that, and why.
 */
export async function lookFor(
  { change, look, mine }: Disk,
  subject: string,
  now: number,
  objection: (event: SaysoEvent) => string | null,
  gone: (event: SaysoEvent, reason: string) => void,
): Promise<Left> {
  const found: Left = { events: [], later: 0 };
  const told: [SaysoEvent, string][] = [];
  await change(async (events) => {
    await look(events);
    for (const waiting of await promised<Waiting[]>(events.getAll())) {
      const { event, taken } = waiting;
      const isOld = now - Date.parse(event.at) > MOST_AGE;
      const reason = waiting.subject !== subject ? 'no-receipt' : isOld ? 'too-old' : objection(event);
      const rest = taken + LEASE - now;
      if (reason) {
        events.delete(event.id);
        told.push([event, reason]);
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
  for (const [event, reason] of told) gone(event, reason);
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
