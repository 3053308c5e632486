import {
  type EventsAnswer,
  type EventsRequest,
  type Memory,
  paths,
  type SaysoEvent,
  toTime,
} from '@sayso/protocol';
import type { SaysoOptions } from './config.ts';
import type { Consent } from './consent.ts';
import { type Disk, openDisk } from './disk.ts';
import { type Clock, isVisible, type PageWindow } from './environment.ts';
import { newId } from './ids.ts';
import { type Me, openMe } from './me.ts';
import { openOutbox } from './outbox.ts';
import { openRecorder, type Recorder } from './recorder.ts';
import { goOn, type Session } from './session.ts';
import type { BatchTold, Teller } from './tell.ts';
import type { Transport } from './transport.ts';

/** All that needs a subject: what captures, what sends, what is asked about it. Who says no never loads it. */
export interface Capture extends Me, Pick<Recorder, 'record'> {
  /** What may not be sent any more is gone; what may be captured now, is. */
  changed(before: Memory): void;
  flush(): Promise<void>;
}

/** A file that did not come is asked for again after so many milliseconds. */
const AGAIN = 10_000;

/** `began`: when the page was first seen, in milliseconds since 1970. */
export function openCapture(
  window: PageWindow,
  clock: Clock,
  began: number,
  { site, beforeSend }: SaysoOptions,
  consent: Consent,
  transport: Transport,
  tell: Teller['tell'],
): Capture {
  const { document, crypto } = window;
  const tried = (batch: BatchTold): void => tell('batch', batch);
  const outbox = openOutbox(window, transport, paths.events(site), cover, answered, dropped, tried);
  const recorder = openRecorder(window, clock, began, consent, outbox, tell, session, beforeSend);
  const me = openMe(transport, paths.me(site), consent);
  let anew = false;

  /** Events are sent under an acknowledged receipt only. */
  function cover(): Omit<EventsRequest, 'events'> | null {
    consent.reread();
    outbox.keep(consent.objection);
    const { subject, pending } = consent.memory;
    const { signals } = consent.state();
    return subject && !pending ? { subject, sentAt: toTime(clock()), signals } : null;
  }

  function answered(answer: Partial<EventsAnswer> | null, events: SaysoEvent[]): void {
    for (const { id, reason } of answer?.refused ?? []) {
      tell('refused', { id, reason, name: events.find((event) => event.id === id)?.name });
      // Erased from elsewhere. Once only: a collector that loses receipts must not turn this page in circles.
      if (reason === 'no-receipt' && !anew) consent.forget(consent.memory.subject);
      anew ||= reason === 'no-receipt';
    }
  }

  function dropped(events: SaysoEvent[], reason: string): void {
    for (const { id, name } of events) tell('refused', { id, name, reason });
  }

  const name = `sayso-${site}`;
  let disk: Disk | undefined;
  let inMemory: { session?: Session | undefined } = {};
  function session(): string {
    const kept = disk ?? inMemory;
    const now = clock();
    kept.session = goOn(kept.session, now, () => newId(crypto, now));
    return kept.session.id;
  }
  let whose: string | null | undefined;
  let timer: number | undefined;
  const shelveIn = (ms: number): void => {
    window.clearTimeout(timer);
    // Otherwise it is done when the page is seen again.
    if (isVisible(document)) timer = window.setTimeout(shelved, ms);
  };
  /** What waits is on the disk too, while something is allowed whose it is; of another's nothing stays there. */
  async function shelve(): Promise<void> {
    const { purposes } = consent.policy;
    const { allowed } = consent.state();
    const isOpen = purposes.some(({ id, always }) => !always && allowed[id]);
    const { subject: known } = consent.memory;
    // The page after this one is to know whose they are, to send or to remove them.
    const subject = isOpen && known && document.cookie.includes(known) ? known : null;
    if (whose !== subject) {
      whose = subject;
      // In this task: the page may be left in the next. If one was left sooner, its successor does it.
      if (disk) disk.wipe();
      else if (!subject) window.indexedDB?.deleteDatabase(name);
      inMemory = {};
      disk = subject ? openDisk(window, name, subject, clock) : undefined;
      outbox.keepOn(disk ?? null);
    }
    if (!subject || !disk) return;
    const own = disk;
    // Without the file nothing is taken up, until it comes.
    const file = await import('./offline.ts').catch(() => null);
    if (!file) return shelveIn(AGAIN);
    return file.lookFor(window, tell, own, subject, clock(), consent.objection, outbox.take, shelveIn);
  }
  // A sandboxed frame has no cookies, and may not ask.
  const shelved = (): void => void shelve().catch(() => {});

  /** What is made before the disk is open would be lost with the page. */
  const onceShelved = (run: () => void): void => {
    if (disk?.ready) void disk.ready.then(run);
    else run();
  };

  let begun = false;
  const leave = (): void => {
    // What the page came to show last was not looked at yet.
    if (begun) recorder.leave();
    outbox.wake(true);
  };
  document.addEventListener('visibilitychange', () => {
    if (!isVisible(document)) return leave();
    outbox.wake();
    shelved();
  });
  window.addEventListener('online', () => outbox.wake());
  window.addEventListener('pagehide', leave);
  // The collector takes a yes from no such page, so that events wait in vain.
  if (window.origin === 'null') console.warn('sayso: this page has no origin');
  shelved();
  onceShelved(() => {
    begun = true;
    recorder.watch();
    recorder.look();
  });
  return {
    ...me,
    seen: async () => disk && (await import('./offline.ts')).seenOn(disk),
    record: (...given) => onceShelved(() => recorder.record(...given)),
    flush() {
      recorder.settle();
      return outbox.flush();
    },
    changed(before) {
      me.keep(before.subject);
      recorder.settle();
      const isAnother = consent.memory.subject !== before.subject;
      outbox.keep((name) => consent.objection(name) ?? (isAnother ? 'no-receipt' : null));
      shelved();
      onceShelved(() => {
        if (begun) recorder.look();
        if (!isVisible(document)) void outbox.flush();
      });
    },
  };
}
