import {
  type EventsAnswer,
  type EventsRequest,
  type Memory,
  paths,
  type SaysoEvent,
  toTime,
} from '@sayso/protocol';
import type { Consent } from './consent.ts';
import { type Clock, isVisible, type PageWindow } from './environment.ts';
import { type Me, openMe } from './me.ts';
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

/** `began`: when the page was first seen, in milliseconds since 1970. */
export function openCapture(
  window: PageWindow,
  clock: Clock,
  began: number,
  site: string,
  consent: Consent,
  transport: Transport,
  tell: Teller['tell'],
): Capture {
  const { document } = window;
  const outbox = openOutbox(window, transport, paths.events(site), cover, answered);
  const recorder = openRecorder(window, clock, began, consent, outbox, tell);
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

  const leave = (): void => {
    // What the page came to show last was not looked at yet.
    recorder.look();
    void outbox.flush(true);
  };
  document.addEventListener('visibilitychange', () => {
    if (!isVisible(document)) leave();
  });
  window.addEventListener('pagehide', leave);
  recorder.watch();
  recorder.look();
  return {
    ...me,
    record: recorder.record,
    flush: () => outbox.flush(),
    changed(before) {
      me.keep(before.subject);
      outbox.keep((event) => consent.memory.subject === before.subject && passes(event));
      recorder.look();
      if (!isVisible(document)) void outbox.flush();
    },
  };
}
