import { cleanUrl, type Props, type SaysoEvent, toTime } from '@sayso/protocol';
import { watchClicks } from './capture/click.ts';
import { type Markup, watchMarkup } from './capture/markup.ts';
import { addressOf, watchPages } from './capture/page.ts';
import { isIgnored, isPrivate, pathOf } from './capture/path.ts';
import type { Sources } from './capture/sources.ts';
import type { BeforeSend } from './config.ts';
import type { Consent } from './consent.ts';
import type { Clock, PageWindow } from './environment.ts';
import { asked, pageOf, shapeProps } from './event.ts';
import { newId } from './ids.ts';
import type { Outbox } from './outbox.ts';
import { rankOf } from './sample.ts';
import type { Teller } from './tell.ts';

/** Makes events of what happens on the page, as far as the gate lets it. */
export interface Recorder {
  /** Captures an event, dated now unless `at` (milliseconds) says otherwise. */
  record(name: string, props?: unknown, at?: number): void;
  /** Makes events of what was seen, by what may be captured now. */
  settle(): void;
  /** Begins to watch the page. */
  watch(): void;
  /** Captures what the page shows and was not captured yet: after the gate opened, or a page changed. */
  look(): void;
  /** Captures what is known once the page is hidden, perhaps for good. */
  leave(): void;
}

/** What is seen is made into events after so many milliseconds, all of it in one task, which is one writing to the disk. */
const SOON = 250;

export function openRecorder(
  window: PageWindow,
  clock: Clock,
  began: number,
  consent: Consent,
  outbox: Outbox,
  tell: Teller['tell'],
  session: () => string,
  beforeSend?: BeforeSend,
): Recorder {
  const { document, crypto, location } = window;
  const { sources: wanted, hashRoutes } = consent.policy.capture;
  const here = (): string => addressOf(location.href, hashRoutes);
  const arrive = (referrer: string, secret = '', since = clock()) => ({
    id: newId(crypto, clock()),
    address: here(),
    referrer,
    since,
    seq: 0,
    /** The title that was left behind by a page of the visitor's own. */
    secret,
    /** Which source has made an event of a name, and when. */
    made: new Map<string, { source: string; at: number }>(),
  });
  let visit = arrive(document.referrer, '', began);
  let viewed = false;
  const passes = (name: string): boolean => !consent.objection(name);

  /** The event as it is to be kept; null if the page's own code drops it. */
  function make(name: string, props: Props, at: number, title: string): SaysoEvent | null {
    const event: SaysoEvent = {
      id: newId(crypto, clock()),
      name,
      at: toTime(at),
      page: pageOf(visit.address, visit.referrer, title, visit.id),
      session: session(),
      seq: visit.seq,
      ...(Object.keys(props).length && { props }),
    };
    const ask = beforeSend ?? (window as { sayso?: { beforeSend?: BeforeSend } }).sayso?.beforeSend;
    return ask ? asked(event, ask) : event;
  }

  /** What is still to be made an event, as it was seen. */
  const seen: (() => void)[] = [];

  function see(name: string, read: () => unknown, at = clock(), source = ''): void {
    const { title } = document;
    // Where pages come without a load, it may be that of the next or of the one before.
    const isOwn = visit.address === here() && title !== visit.secret;
    seen.push(() => {
      const rate = consent.policy.capture.sample?.[name] ?? 1;
      // Chosen by the visitor, not by the event, so that what leads from one event to the next is whole.
      const isSpared = rankOf(`${consent.memory.subject}`) >= rate;
      const reason = consent.objection(name) ?? (isSpared ? 'sampled' : null);
      const props = !reason && shapeProps(name, read());
      const event = props && make(name, props, at, isOwn ? title : '');
      if (event && outbox.push(event)) {
        visit.seq++;
        visit.made.set(name, { source, at });
        tell('event', event);
      } else tell('refused', { name, reason: reason ?? (props && !event ? 'before-send' : 'invalid') });
    });
  }

  function settle(): void {
    // Another tab may have said no.
    if (seen.length) consent.reread();
    for (const make of seen.splice(0)) make();
  }

  function record(name: string, given?: unknown, at?: number, source?: string): void {
    see(name, () => given, at, source);
    settle();
  }

  /** The page need not wait for what becomes of a click. One that may not be captured is not kept for a moment. */
  function clicked(read: () => Props): void {
    see('click', read);
    if (!passes('click')) settle();
    else if (seen.length < 2) window.setTimeout(settle, SOON);
  }

  let markup: Markup | undefined;
  let sources: Sources | undefined;
  // Or there is nothing to load.
  let loading = wanted.every((name) => /^(page|click|markup)$/.test(name));

  /** What else the policy names is a file beside this one, which knows what may be loaded. */
  function tend(): void {
    sources?.tend();
    if (loading || !consent.memory.subject) return;
    loading = true;
    import('./capture/sources.ts').then(
      ({ openSources }) => {
        sources = openSources({
          window,
          consent,
          clock,
          visit: () => visit,
          record,
          cleanUrl,
          pathOf,
          isIgnored,
        });
        sources.tend();
      },
      () => {
        loading = false;
      },
    );
  }

  function look(): void {
    settle();
    const open = wanted.includes('page') && passes('page_view');
    if (open && !viewed) {
      viewed = true;
      // The page was viewed before the choice, but may be captured from the choice on only.
      const chosen = Date.parse(consent.memory.at);
      const now = clock();
      record('page_view', {}, chosen > visit.since && chosen < now ? chosen : now);
    }
    viewed = open;
    if (consent.memory.subject) markup?.look();
    else markup?.forget();
    tend();
  }

  return {
    record,
    settle,
    look,
    leave() {
      look();
      sources?.tell('leave');
    },
    watch() {
      watchPages(
        window,
        here,
        (referrer, restored) => {
          settle();
          sources?.tell('page', restored);
          visit = arrive(referrer, isPrivate(visit.address) ? document.title : visit.secret);
          viewed = false;
          if (restored) markup?.forget();
          look();
        },
        () => {
          visit.address = here();
          look();
        },
      );
      if (wanted.includes('click')) {
        const spared = (count: number): void => tell('refused', { name: 'click', reason: 'too-many', count });
        watchClicks(window, clicked, spared);
      }
      if (wanted.includes('markup')) {
        markup = watchMarkup(window, {
          passes,
          record: (name, props) => record(name, props, clock(), 'markup'),
        });
      }
    },
  };
}
