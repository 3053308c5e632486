import { type SaysoEvent, toMs, toTime } from '@sayso/protocol';
import { watchClicks } from './capture/click.ts';
import { type Markup, watchMarkup } from './capture/markup.ts';
import { watchPages } from './capture/page.ts';
import type { Consent } from './consent.ts';
import type { Clock, PageWindow } from './environment.ts';
import { pageOf, shapeProps } from './event.ts';
import { newId } from './ids.ts';
import type { Outbox } from './outbox.ts';
import type { Teller } from './tell.ts';

/** Makes events of what happens on the page, as far as the gate lets it. */
export interface Recorder {
  /** Captures an event, dated now unless `at` (milliseconds) says otherwise. */
  record(name: string, props?: unknown, at?: number): void;
  /** Begins to watch the page. */
  watch(): void;
  /** Captures what the page shows and was not captured yet: after the gate opened, or a page changed. */
  look(): void;
}

export function openRecorder(
  window: PageWindow,
  clock: Clock,
  began: number,
  consent: Consent,
  outbox: Outbox,
  tell: Teller['tell'],
): Recorder {
  const { document, crypto } = window;
  const arrive = (referrer: string, since = clock()) => ({
    id: newId(crypto, clock()),
    referrer,
    since,
    seq: 0,
  });
  let visit = arrive(document.referrer, began);
  let viewed = false;
  const passes = (name: string): boolean => !consent.objection(name);

  function record(name: string, given?: unknown, at = clock()): void {
    // Another tab may have said no.
    consent.reread();
    const props = shapeProps(name, given);
    const reason = consent.objection(name);
    if (reason || !props) {
      tell('refused', { name, reason: reason ?? 'invalid' });
      return;
    }
    const event: SaysoEvent = {
      id: newId(crypto, clock()),
      name,
      at: toTime(at),
      page: pageOf(window, visit.id, visit.referrer),
      seq: visit.seq,
      ...(Object.keys(props).length && { props }),
    };
    if (outbox.push(event)) {
      visit.seq++;
      tell('event', event);
    } else tell('refused', { name, reason: 'invalid' });
  }

  let markup: Markup | undefined;
  function look(): void {
    const { sources } = consent.policy.capture;
    const open = sources.includes('page') && passes('page_view');
    if (open && !viewed) {
      viewed = true;
      // The page was viewed before the choice, but may be captured from the choice on only.
      const chosen = toMs(consent.memory.at);
      const now = clock();
      record('page_view', {}, chosen > visit.since && chosen < now ? chosen : now);
    }
    viewed = open;
    if (consent.memory.subject) markup?.look();
    else markup?.forget();
  }

  return {
    record,
    look,
    watch() {
      const { sources } = consent.policy.capture;
      watchPages(window, (referrer, restored) => {
        visit = arrive(referrer);
        viewed = false;
        if (restored) markup?.forget();
        look();
      });
      if (sources.includes('click')) watchClicks(document, (props) => record('click', props));
      if (sources.includes('markup')) markup = watchMarkup(window, { passes, record });
    },
  };
}
