import { DAY, type SaysoEvent } from '@sayso/protocol';
import { clear, delMany, entries, get, set, type UseStore } from 'idb-keyval';

/** Beside the events, whose ids are UUIDs: the checkpoint of the public log that was seen last. */
const SEEN = 'log';

const MOST_AGE = 7 * DAY;
/** Younger ones are most likely on their way, from the page of another tab. */
const SETTLED = 10_000;

/** An event that waits, and whose it is. */
interface Waiting {
  event: SaysoEvent;
  subject: string;
}

/**
 * Events on the disk until they are acknowledged: what a page that ends, or crashes, has not sent is not lost. Exists only
 * while there is a subject. Where nothing can be stored, all is as without it.
 */
export interface Offline {
  add(event: SaysoEvent, subject: string): void;
  /** They were taken, or may not be sent any more. */
  remove(events: readonly SaysoEvent[]): void;
  /** What earlier pages left of this subject, oldest first; one tab at a time. Of others it is removed. */
  drain(subject: string): Promise<SaysoEvent[]>;
  /** The checkpoint of the public log that was seen last; null if there is none, or nothing can be stored. */
  seen(): Promise<string | null>;
  see(note: string): void;
  /** Nothing is left, not even the database. */
  wipe(): Promise<void>;
}

/** `tooOld`: is told of what has waited for more than 7 days, which the collector would refuse. */
export function openOffline(
  { indexedDB, navigator }: Pick<Window & typeof globalThis, 'indexedDB' | 'navigator'>,
  name: string,
  now: () => number,
  tooOld: (event: SaysoEvent) => void,
): Offline {
  let database: Promise<IDBDatabase> | undefined;
  // One after the other, so that nothing is removed before it is there.
  let last: Promise<unknown> = Promise.resolve();

  const close = (): void => {
    database?.then((db) => db.close()).catch(() => {});
    database = undefined;
  };
  const opened = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore('events');
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        // Another tab wipes it, and must not wait for this one.
        request.result.onversionchange = close;
        resolve(request.result);
      };
    });
  const store: UseStore = async (mode, work) => {
    database ??= opened();
    return work((await database).transaction('events', mode).objectStore('events'));
  };
  const next = <T>(work: () => Promise<T>): Promise<T | undefined> => {
    const done: Promise<T | undefined> = last
      .then(work)
      .catch(() => undefined)
      // An open database would keep a page that rests in the back/forward cache from resting on while another tab wipes it.
      .finally(() => last === done && close());
    last = done;
    return done;
  };
  const remove = (ids: string[]): void => {
    if (ids.length) void next(() => delMany(ids, store));
  };

  async function left(subject: string): Promise<SaysoEvent[]> {
    const found: SaysoEvent[] = [];
    const gone: string[] = [];
    for (const [id, { event, subject: whose }] of await entries<string, Waiting>(store)) {
      if (id === SEEN) continue;
      const age = now() - Date.parse(event.at);
      if (whose !== subject || age > MOST_AGE) gone.push(id);
      else if (age > SETTLED) found.push(event);
      if (whose === subject && age > MOST_AGE) tooOld(event);
    }
    remove(gone);
    return found;
  }

  return {
    add: (event, subject) => void next(() => set(event.id, { event, subject } satisfies Waiting, store)),
    remove: (events) => remove(events.map(({ id }) => id)),
    drain: async (subject) => {
      const { locks } = navigator;
      const alone = async (lock: Lock | null): Promise<SaysoEvent[]> => (lock ? left(subject) : []);
      const found = await next(() =>
        locks ? locks.request(name, { ifAvailable: true }, alone) : left(subject),
      );
      return found ?? [];
    },
    seen: async () => (await next(() => get<string>(SEEN, store))) ?? null,
    see: (note) => void next(() => set(SEEN, note, store)),
    wipe: async () => {
      await next(async () => {
        // Emptied first: a tab that does not let go keeps the database, but nothing in it.
        await clear(store);
        close();
        indexedDB.deleteDatabase(name);
      });
    },
  };
}
