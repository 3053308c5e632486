import type { SaysoEvent } from '@sayso/protocol';
import type { Clock, PageWindow } from './environment.ts';
import type { Session } from './session.ts';

/** An event that waits, whose it is, and when a page last took it for its own (milliseconds since 1970). */
export interface Waiting {
  event: SaysoEvent;
  subject: string;
  taken: number;
}

/**
 * Events in the browser's database until they are acknowledged: what a page that ends, or crashes, has not sent is not
 * lost. Exists only while there is a subject. Where nothing can be stored, all is as without it.
 */
export interface Disk {
  /** The visitor's newest, as far as this page knows: put down with each event. */
  session?: Session | undefined;
  /** Takes over a newer session, of another tab. */
  look(events: IDBObjectStore): Promise<void>;
  /** Until it is open, or can't be, or takes too long; then null. */
  ready: Promise<void> | null;
  add(event: SaysoEvent): void;
  /** They were taken, or may not be sent any more. */
  remove(events: readonly SaysoEvent[]): void;
  /** Nothing is left, not even the database. */
  wipe(): void;
  /**
   * What is on it, to read or change in one go. All is asked for before `work` waits for anything: others wait for the
   * disk only, never for this page, which may be busy.
   */
  change<T>(work: (events: IDBObjectStore) => T | Promise<T>): Promise<T>;
  /** It was wiped, and never comes back. */
  gone?: boolean;
  /** Ids in the hands of this page. */
  mine: Set<string>;
}

/** The first holds events by their ids, the others one thing each: a session, a checkpoint of the public log. */
const PARTS = ['events', 'session', 'log'];
export const ONLY = 0;

interface Kept extends Session {
  subject: string;
}

/** What a request to the database comes to. */
export const promised = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Nobody waits longer than that for a database, in milliseconds: some never answer. */
const PATIENCE = 500;

export function openDisk(window: PageWindow, name: string, subject: string, now: Clock): Disk {
  const { indexedDB } = window;
  const mine = new Set<string>();
  let database: IDBDatabase | undefined;
  let opening: Promise<IDBDatabase> | undefined;
  let writing: IDBObjectStore | undefined;

  const close = (): void => {
    database?.close();
    database = opening = undefined;
  };
  // An open database would keep a page from resting in the back/forward cache while another tab wipes it.
  window.addEventListener('pagehide', close);
  const open = (): Promise<IDBDatabase> => {
    opening ??= (async () => {
      if (disk.gone) throw disk;
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => {
        for (const part of PARTS) request.result.createObjectStore(part);
      };
      database = await promised(request);
      // Another tab wipes it, and must not wait for this one.
      database.onversionchange = database.onclose = close;
      return database;
    })();
    return opening;
  };
  // Where it is open the work begins in this very task, in the order of the calls: the page may be gone in the next one.
  const change: Disk['change'] = async (work) => {
    const events = (database ?? (await open())).transaction(PARTS, 'readwrite').objectStore('events');
    const done = work(events);
    // At the task's end, as far as this code can see it; an aborted one has ended.
    void Promise.resolve()
      .then(() => events.transaction.commit?.())
      .catch(() => {});
    return done;
  };
  const sessions = ({ transaction }: IDBObjectStore): IDBObjectStore => transaction.objectStore('session');
  const look: Disk['look'] = async (events) => {
    const kept: Kept | undefined = await promised(sessions(events).get(ONLY));
    if (kept?.subject === subject && !(disk.session && disk.session.last > kept.last)) disk.session = kept;
  };
  /** What is written in one task is one transaction, which costs more than all that is in it. What can't be is left out. */
  const write = async (work: (events: IDBObjectStore) => void): Promise<void> => {
    const begin = async (events: IDBObjectStore): Promise<void> => {
      writing = events;
      work(events);
      await null;
      writing = undefined;
    };
    try {
      await (writing ? work(writing) : change(begin));
    } catch {
      writing = undefined;
    }
  };

  const disk: Disk = {
    ready: null,
    mine,
    look,
    change,
    add(event) {
      mine.add(event.id);
      void write((events) => {
        events.put({ event, subject, taken: now() } satisfies Waiting, event.id);
        if (disk.session) sessions(events).put({ ...disk.session, subject }, ONLY);
      });
    },
    remove: (gone) =>
      void write((events) => {
        for (const { id } of gone) {
          mine.delete(id);
          events.delete(id);
        }
      }),
    wipe() {
      // Emptied first: a tab that does not let go keeps the database, but nothing in it.
      if (database)
        void write((events) => {
          for (const part of PARTS) events.transaction.objectStore(part).clear();
        });
      disk.gone = true;
      close();
      indexedDB?.deleteDatabase(name);
    },
  };
  const settled = (): void => {
    disk.ready = null;
  };
  if (indexedDB) {
    const late = new Promise((resolve) => window.setTimeout(resolve, PATIENCE));
    disk.ready = Promise.race([change(look), late]).then(settled, settled);
  }
  return disk;
}
