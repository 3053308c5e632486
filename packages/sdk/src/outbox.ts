import { type EventsAnswer, type EventsRequest, LIMITS, type SaysoEvent } from '@sayso/protocol';
import { isVisible, type PageWindow } from './environment.ts';
import { batchOf, bytesOf, queued } from './queue.ts';
import type { BatchTold } from './tell.ts';
import { type Answer, backOff, type Transport } from './transport.ts';

/** What events travel with; null where nothing may be sent now. Asked before each attempt. */
export type Cover = () => Omit<EventsRequest, 'events'> | null;

/** Where events also are until they are acknowledged: on the disk, once that file is here. */
export interface Shelf {
  add(event: SaysoEvent): void;
  remove(events: readonly SaysoEvent[]): void;
}

export interface Outbox {
  /** False if the event is too large. */
  push(event: SaysoEvent): boolean;
  /** What an earlier page left. */
  take(events: readonly SaysoEvent[]): void;
  /** From now on what waits is there too; null: no more. */
  keepOn(shelf: Shelf | null): void;
  /** What is objected to by its name is gone, from the wire too. */
  keep(objection: (name: string) => string | null): void;
  /** The line may be back, or the page is `leaving`: tries again at once, unless the collector has asked to be left alone. */
  wake(leaving?: boolean): void;
  /** Sends what waits, if there is cover for it. What a page sends that is `leaving` outlives it. */
  flush(leaving?: boolean): Promise<void>;
}

const WAIT = 2000;
const ENOUGH = 10;
/** After so many attempts in a row that failed, the pauses are ten times as long. */
const MANY = 5;

/** When events leave: at ten, after two seconds, when the page is hidden; and again until they are acknowledged. */
export function openOutbox(
  window: PageWindow,
  { call, collector }: Transport,
  path: string,
  cover: Cover,
  answered: (answer: Partial<EventsAnswer> | null, events: SaysoEvent[]) => void,
  dropped: (events: SaysoEvent[], reason: string) => void,
  tried: (batch: BatchTold) => void,
): Outbox {
  let queue: SaysoEvent[] = [];
  let shelf: Shelf | null = null;
  let most: number = LIMITS.events;
  let attempt = 0;
  let timer = 0;
  let notBefore = 0;
  let asked = 0;
  /** There was no cover: more events make it come no sooner. */
  let bare = false;
  // Of the request that is on its way.
  let stop: AbortController | undefined;
  let outlives = false;
  let done = Promise.resolve();

  const flushIn = (ms: number): void => {
    if (timer) return;
    timer = window.setTimeout(() => {
      timer = 0;
      void flush();
    }, ms);
  };

  async function send(): Promise<void> {
    const early = notBefore - performance.now();
    if (early > 0) return flushIn(early);
    const head = cover();
    const events = batchOf(queue, most);
    if (!events.length) return;
    bare = !head;
    if (!head) return flushIn(WAIT);
    stop = new AbortController();
    const { signal } = stop;
    const body = JSON.stringify({ ...head, events });
    const answer = await call(path, { method: 'POST', body, keepalive: outlives, signal });
    if (signal.aborted) return;
    stop = undefined;
    const wait = backOff(answer, attempt) * (attempt < MANY ? 1 : 10);
    tried({ status: answer.status, wait, events });
    if (wait) {
      // Kept all the same: a page that comes back sends them again, and the collector knows their ids.
      if (outlives && !answer.status) beacon(window.navigator, collector + path, body);
      attempt++;
      const now = performance.now();
      asked = now + (answer.retryAfter ?? 0);
      notBefore = now + wait;
      return flushIn(wait);
    }
    attempt = 0;
    if (answer.status === 413 && events.length > 1) most = events.length >> 1;
    else {
      most = LIMITS.events;
      queue = queue.filter((event) => !events.includes(event));
      shelf?.remove(events);
      if (answer.status === 200) answered(answer.body as EventsAnswer | null, events);
      else dropped(events, codeOf(answer));
    }
    return send();
  }

  function flush(leaving = !isVisible(window.document)): Promise<void> {
    // One at a time; but a request that dies with its page is given up for one that doesn't.
    if (!stop || (leaving && !outlives)) {
      stop?.abort();
      stop = undefined;
      outlives = leaving;
      done = send();
    }
    return done;
  }

  function add(events: readonly SaysoEvent[]): void {
    if (!events.length) return;
    const [waiting, gone] = queued(queue, events);
    queue = waiting;
    if (gone.length) {
      shelf?.remove(gone);
      dropped(gone, 'queue-full');
    }
    if (bare || queue.length < ENOUGH) flushIn(WAIT);
    else void flush();
  }

  return {
    push(event) {
      if (bytesOf(event) > LIMITS.event) return false;
      shelf?.add(event);
      add([event]);
      return true;
    },
    take: add,
    keepOn(next) {
      shelf = next;
      for (const event of queue) shelf?.add(event);
    },
    keep(objection) {
      const reasons = new Map<string, string | null>();
      for (const { name } of queue) if (!reasons.has(name)) reasons.set(name, objection(name));
      const gone = queue.filter(({ name }) => reasons.get(name));
      if (!gone.length) return;
      stop?.abort();
      stop = undefined;
      queue = queue.filter((event) => !gone.includes(event));
      shelf?.remove(gone);
      // What was on its way beside them goes again.
      if (queue.length) flushIn(WAIT);
      for (const event of gone) dropped([event], `${reasons.get(event.name)}`);
    },
    wake(leaving) {
      notBefore = asked;
      void flush(leaving);
    },
    flush,
  };
}

/** Where `fetch` failed. Nobody learns what became of it. */
function beacon(navigator: Navigator, address: string, body: string): void {
  try {
    navigator.sendBeacon(address, body);
  } catch {
    // Blocked, or switched off.
  }
}

/** The problem's stable word, where the answer has one. */
const codeOf = ({ status, body }: Answer): string => {
  const { code } = Object(body) as { code?: unknown };
  return typeof code === 'string' ? code : `${status}`;
};
