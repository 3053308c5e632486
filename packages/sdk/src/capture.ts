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
import { type Clock, isVisible, type PageWindow } from './environment.ts';
import { type Me, openMe } from './me.ts';
import type { Offline } from './offline.ts';
import { openOutbox } from './outbox.ts';
import { openRecorder, type Recorder } from './recorder.ts';
import type { Teller } from './tell.ts';
import type { Transport } from './transport.ts';

/** All that needs a subject: what captures, what sends, what is asked about it. Who says no never loads it. */
export interface Capture extends Me, Pick<Recorder, 'record'> {
  /** What may not be sent any more is gone; what may be captured now, is. */
  changed(before: Memory): void;
  flush(): Promise<void>;
}

const NO_ORIGIN =
  'this page has no origin (file:, or a sandboxed frame): nothing is captured, and a choice holds until it is left';

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
  const { document } = window;
  const outbox = openOutbox(window, transport, paths.events(site), cover, answered, dropped);
  const recorder = openRecorder(window, clock, began, consent, outbox, tell, beforeSend);
  const me = openMe(transport, paths.me(site), consent);
  const passes = ({ name }: SaysoEvent): boolean => !consent.objection(name);
  let anew = false;

  /** Events are sent under an acknowledged receipt only. */
  function cover(): Omit<EventsRequest, 'events'> | null {
    consent.reread();
    outbox.keep(passes);
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

  let offline: Promise<Offline> | undefined;
  let whose: string | null = null;
  /** What waits is on the disk too, while there is a subject whose it is; of another's nothing stays there. */
  async function shelve(): Promise<void> {
    const { subject } = consent.memory;
    if (subject === whose) return;
    whose = subject;
    outbox.keepOn(null);
    const before = offline;
    offline = undefined;
    await (await before)?.wipe();
    if (!subject || whose !== subject || !isRemembered(document, subject)) return;
    offline = import('./offline.ts').then(({ openOffline }) =>
      openOffline(window, `sayso-${site}`, clock, (event) => dropped([event], 'too-old')),
    );
    const disk = await offline;
    const left = await disk.drain(subject);
    if (whose !== subject) return;
    outbox.keepOn({ add: (event) => disk.add(event, subject), remove: disk.remove });
    outbox.take(left);
  }
  // Without the file all is as it is without a disk.
  const shelved = (): void => void shelve().catch(() => {});

  const leave = (): void => {
    // What the page came to show last was not looked at yet.
    recorder.leave();
    void outbox.flush(true);
  };
  document.addEventListener('visibilitychange', () => {
    if (!isVisible(document)) leave();
  });
  window.addEventListener('pagehide', leave);
  // The collector takes a yes from no such page, so that events wait in vain.
  if (window.origin === 'null') console.warn(`sayso: ${NO_ORIGIN}`);
  recorder.watch();
  recorder.look();
  shelved();
  return {
    ...me,
    seen: {
      read: async () => (await offline?.catch(() => null))?.seen() ?? null,
      keep: (note) => void offline?.then((disk) => disk.see(note)).catch(() => {}),
    },
    record: recorder.record,
    flush: () => outbox.flush(),
    changed(before) {
      me.keep(before.subject);
      outbox.keep((event) => consent.memory.subject === before.subject && passes(event));
      shelved();
      recorder.look();
      if (!isVisible(document)) void outbox.flush();
    },
  };
}

/** The page after this one knows whose events lie on the disk, to send or to remove them. */
function isRemembered(document: Document, subject: string): boolean {
  try {
    return document.cookie.includes(subject);
  } catch {
    return false;
  }
}
