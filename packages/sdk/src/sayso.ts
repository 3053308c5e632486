import {
  type BrowserPolicy,
  type ConsentPort,
  type ConsentState,
  cookieName,
  type Deed,
  type EventsAnswer,
  type EventsRequest,
  type Memory,
  type Props,
  paths,
  type SaysoEvent,
  toTime,
} from '@sayso/protocol';
import { parseConfig, type SaysoOptions } from './config.ts';
import { type Chosen, openConsent } from './consent.ts';
import { type Clock, isVisible, type PageWindow, whenVisible } from './environment.ts';
import { openMe } from './me.ts';
import { openOutbox } from './outbox.ts';
import { openReceipts } from './receipts.ts';
import { openRecorder } from './recorder.ts';
import { openStorage } from './storage.ts';
import { openTeller, type Teller } from './tell.ts';
import { openTransport } from './transport.ts';

/** The browser API, contract section 3. No call throws. */
export interface Sayso {
  /** Resolved when policy, choice and signals are known. */
  readonly ready: Promise<void>;
  track(name: string, props?: Props): void;
  page(props?: Props): void;
  identify(proof: string): void;
  readonly consent: {
    get(): ConsentState;
    acceptAll(): Promise<Chosen>;
    rejectAll(): Promise<Chosen>;
    save(words: Record<string, boolean>): Promise<Chosen>;
    withdraw(options?: { erase?: boolean }): Promise<Chosen>;
    open(): void;
  };
  /** Every optional purpose is off from now on, and nothing is asked. */
  minor(minor: true): void;
  on: Teller['on'];
  /** The newest receipt, a compact JWS; null after a refusal. */
  receipt(): Promise<string | null>;
  /** Done when what waited was answered, or could not be sent. */
  flush(): Promise<void>;
  /** All that the collector holds of this visitor; null without a subject, or if it could not be had. */
  export(): Promise<unknown>;
  /** What the collector says of the erasure; null without a subject, or if it did not happen. */
  erase(): Promise<unknown>;
  /** For a banner: a choice made through it is recorded as the visitor's own. */
  readonly port: ConsentPort;
}

export function createSayso(
  options: SaysoOptions,
  window: PageWindow = globalThis.window,
  clock: Clock = Date.now,
): Sayso {
  const { document, location } = window;
  const parsed = parseConfig(options, location.href);
  const wrong = typeof parsed === 'string';
  if (wrong) console.warn(`sayso: ${parsed}`);
  // Without a configuration there is no beginning, and every call waits for it.
  const config: SaysoOptions = wrong ? { site: '', collector: location.origin } : parsed;
  const { site, collector } = config;
  const https = location.protocol === 'https:';

  const { tell, on } = openTeller(window);
  const transport = openTransport(window, collector, clock);
  const consent = openConsent(
    window,
    config,
    clock,
    openStorage(document, cookieName(site, https), https),
    openReceipts(window, transport, paths.receipts(site)),
    loadPolicy,
    changed,
  );
  const outbox = openOutbox(window, transport, paths.events(site), cover, answered);
  const recorder = openRecorder(window, clock, consent, outbox, tell);
  const me = openMe(transport, paths.me(site), consent);
  let toldLast = '';
  let anew = false;
  let started = false;

  async function loadPolicy(): Promise<BrowserPolicy | null> {
    const { status, body } = await transport.call(paths.policy(site), { cache: 'no-cache' });
    return status === 200 ? (body as BrowserPolicy) : null;
  }

  /** The queue and the wire first, then everybody else. */
  function changed(before: Memory): void {
    outbox.keep((event) => consent.memory.subject === before.subject && recorder.passes(event.name));
    const state = consent.state();
    const text = JSON.stringify(state);
    if (text !== toldLast) tell('consent', state);
    toldLast = text;
    recorder.look();
    if (!isVisible(document)) void outbox.flush();
  }

  /** Events are sent under an acknowledged receipt only. */
  function cover(): Omit<EventsRequest, 'events'> | null {
    consent.reread();
    outbox.keep((event) => recorder.passes(event.name));
    const { subject, pending } = consent.memory;
    return subject && !pending
      ? { subject, sentAt: toTime(clock()), signals: consent.state().signals }
      : null;
  }

  function answered(answer: EventsAnswer, events: SaysoEvent[]): void {
    for (const { id, reason } of answer.refused) {
      tell('refused', { id, reason, name: events.find((event) => event.id === id)?.name });
      // Erased from elsewhere. Once only: a collector that loses receipts must not turn this page in circles.
      if (reason === 'no-receipt' && !anew) consent.forget(consent.lastSubject);
      anew ||= reason === 'no-receipt';
    }
  }

  function start(policy: BrowserPolicy): void {
    started = true;
    consent.open(policy);
    if (config.minor) consent.minor();
    // Before the watch over pages: what was chosen elsewhere counts before a page comes back.
    for (const type of ['pageshow', 'focus']) window.addEventListener(type, consent.reread);
    (window as { cookieStore?: EventTarget }).cookieStore?.addEventListener('change', consent.reread);
    document.addEventListener('visibilitychange', () => {
      if (isVisible(document)) consent.reread();
      else void outbox.flush(true);
    });
    window.addEventListener('pagehide', () => outbox.flush(true));
    recorder.watch();
    recorder.look();
  }

  const ready = new Promise<void>((resolve) => {
    if (wrong) return;
    whenVisible(document, async () => {
      const policy = config.policy ?? (await loadPolicy());
      if (!policy) return console.warn(`sayso: no policy for ${site}`);
      start(policy);
      resolve();
    });
  });

  /** At once, or as soon as there is a policy. */
  const then = async <T>(run: () => T | Promise<T>): Promise<T> => {
    if (!started) await ready;
    return run();
  };
  const choose = (deed: Deed, words?: Record<string, boolean>): Promise<Chosen> =>
    then(() => consent.choose(deed, undefined, words));
  const track: Sayso['track'] = (name, props) => void then(() => recorder.record(name, props));

  return {
    ready,
    track,
    page: (props) => track('page_view', props),
    identify: (proof) => track('identify', { proof }),
    consent: {
      get: consent.state,
      acceptAll: () => choose('accept-all'),
      rejectAll: () => choose('reject-all'),
      save: (words) => choose('save', words),
      async withdraw(erasing) {
        const chosen = await choose('withdraw');
        if (erasing?.erase) await me.erase();
        return chosen;
      },
      open: () => tell('open', null),
    },
    minor(minor) {
      if (minor === true) void then(consent.minor);
    },
    on,
    flush: () => outbox.flush(),
    ...me,
    port: {
      get policy() {
        return consent.policy;
      },
      get: consent.state,
      choose: consent.choose,
      rendered: consent.rendered,
      noticed: consent.noticed,
      subscribe: (listener) => on('consent', listener),
    },
  };
}
