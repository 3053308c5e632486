import { DAY, type SaysoEvent, type SeenCheckpoint } from '@sayso/protocol';
import { type Disk, ONLY, promised, type Waiting } from './disk.ts';
import type { PageWindow } from './environment.ts';
import type { Teller } from './tell.ts';

const MOST_AGE = 7 * DAY;
/** For so long, in milliseconds, an event is left to the page that made it, or took it up. */
const LEASE = 10_000;

/** A database that has not answered for so long, in milliseconds, is told as none. */
const PATIENCE = 2_000;

/** So many at once: what another page writes waits for it, and is lost if that page is left meanwhile. */
const PORTION = 50;

/**
 * Takes up what pages that are gone have left of this subject, oldest first, in one tab at a time, and takes away what may
 * not be sent any more. Tells of that, and of what keeps events from being stored or sent at all. `again`: in so many
 * milliseconds there may be more, which other pages may be sending now.
 */
export async function lookFor(
  window: PageWindow,
  tell: Teller['tell'],
  disk: Disk,
  subject: string,
  now: number,
  objection: (name: string) => string | null,
  take: (events: SaysoEvent[]) => void,
  again: (ms: number) => void,
): Promise<void> {
  const { change, look, mine } = disk;
  const failed = (): void => {
    if (!disk.gone) tell('refused', { reason: 'no-storage' });
  };
  const drain = async (): Promise<void> => {
    let isLeased = false;
    const never = window.setTimeout(failed, PATIENCE);
    try {
      await change(look);
      for (let last: string | undefined = ''; last !== undefined; ) {
        const next = window.IDBKeyRange.lowerBound(last, true);
        const some: Waiting[] = await change((events) => promised(events.getAll(next, PORTION)));
        window.clearTimeout(never);
        last = some[PORTION - 1]?.event.id;
        const found: SaysoEvent[] = [];
        const barred: [SaysoEvent, string][] = [];
        await change((events) => {
          if (disk.gone) return;
          // Of this and all that is written later: the disk may be full.
          events.transaction.db.onabort = failed;
          for (const waiting of some) {
            const { event, taken } = waiting;
            const isOld = now - Date.parse(event.at) > MOST_AGE;
            const reason =
              waiting.subject !== subject ? 'no-receipt' : isOld ? 'too-old' : objection(event.name);
            const age = now - taken;
            if (reason) {
              events.delete(event.id);
              barred.push([event, reason]);
            } else if (mine.has(event.id)) continue;
            // Not where the clock was put back since.
            else if (age >= 0 && age < LEASE) isLeased = true;
            else {
              events.put({ ...waiting, taken: now } satisfies Waiting, event.id);
              mine.add(event.id);
              found.push(event);
            }
          }
          take(found);
        });
        for (const [{ id, name }, reason] of barred) tell('refused', { id, name, reason });
      }
      if (isLeased) again(LEASE);
    } catch {
      window.clearTimeout(never);
      failed();
    }
  };
  const { locks } = window.navigator;
  // Not on http: there the collector tells what it is sent twice.
  await (locks ? locks.request('sayso-offline', drain) : drain());
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
