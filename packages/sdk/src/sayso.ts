import {
  type BrowserPolicy,
  type ConsentPort,
  type ConsentState,
  cookieName,
  type Deed,
  type Memory,
  paths,
} from '@sayso/protocol';
import type { Capture, openCapture } from './capture.ts';
import type { SaysoOptions } from './config.ts';
import { type Chosen, openConsent } from './consent.ts';
import { type Clock, type PageWindow, whenVisible } from './environment.ts';
import { openReceipts } from './receipts.ts';
import { openStorage } from './storage.ts';
import { openTeller, type Teller } from './tell.ts';
import { openTransport } from './transport.ts';
import type { Events, Track } from './vocabulary.ts';

/** The browser API, contract section 3. No call throws. */
export interface Sayso {
  /** Resolved when policy, choice and signals are known. */
  readonly ready: Promise<void>;
  readonly track: Track;
  page(props?: Events['page_view']): void;
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
  flush(): Promise<unknown>;
  /** All that the collector holds of this visitor; null without a subject, or if it could not be had. */
  export(): Promise<unknown>;
  /** What the collector says of the erasure; null without a subject, or if it did not happen. */
  erase(): Promise<unknown>;
  /** For a banner: a choice made through it is recorded as the visitor's own. */
  readonly port: ConsentPort;
}

/** The module that captures, once it is needed; a promise where it is a file of its own. */
export type LoadCapture = () => CaptureModule | Promise<CaptureModule>;
interface CaptureModule {
  openCapture: typeof openCapture;
}

/** Puts the parts together. `config` is what `checked` returns. */
export function compose(
  config: SaysoOptions,
  load: LoadCapture,
  window: PageWindow = globalThis.window,
  clock: Clock = Date.now,
): Sayso {
  const { document, location, setTimeout } = window;
  const { site, collector } = config;
  const https = location.protocol === 'https:';
  const began = clock();

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
  let capture: Capture | undefined;
  let loading: Promise<void> | undefined;
  let toldLast = '';
  let started = false;

  async function loadPolicy(): Promise<BrowserPolicy | null> {
    const { status, body } = await transport.call(paths.policy(site), { cache: 'no-cache' });
    return status === 200 ? (body as BrowserPolicy) : null;
  }

  /** The queue and the wire first, then everybody else. */
  function changed(before: Memory): void {
    capture?.changed(before);
    const state = consent.state();
    const text = JSON.stringify(state);
    if (text !== toldLast) tell('consent', state);
    toldLast = text;
    // Nothing is captured without a subject, so that nothing has to be there to capture it.
    if (consent.memory.subject) loading ??= begin();
  }

  /** Until it is there, or no longer wanted: what was tracked meanwhile waits. It may be blocked, or the line down. */
  async function begin(): Promise<void> {
    for (let wait = 1000; !capture && consent.memory.subject; wait *= 2) {
      try {
        capture = (await load()).openCapture(window, clock, began, config, consent, transport, tell);
      } catch {
        tell('refused', { reason: 'no-file' });
        await new Promise((again) => setTimeout(again, wait));
      }
    }
    loading = undefined;
  }

  const record = (name: string, props?: object): void => {
    const at = clock();
    void (async () => {
      // In a worker it never will be.
      if (!started) await (window.window && ready);
      const reason = started ? consent.objection(name) : 'no-page';
      if (reason) tell('refused', { name, reason });
      else {
        if (!capture) await loading;
        capture?.record(name, props, at);
      }
    })();
  };

  const ready = new Promise<void>((resolve) => {
    // Then there is no beginning, and every call waits for it.
    if (!site) return;
    whenVisible(document, async () => {
      const policy = config.policy ?? (await loadPolicy());
      if (!policy) return console.warn(`sayso: no policy for ${site}`);
      if (config.after) await config.after;
      started = true;
      consent.open(policy);
      if (config.minor) consent.minor();
      // Where the page's own policy forbids the collector, no attempt will do better until the visitor is on another page.
      document.addEventListener('securitypolicyviolation', ({ disposition, blockedURI }) => {
        if (disposition === 'enforce' && blockedURI.startsWith(collector)) tell('refused', { reason: 'csp' });
      });
      window.addEventListener('focus', consent.reread);
      // A page that comes back from the back/forward cache becomes visible again too.
      document.addEventListener('visibilitychange', consent.reread);
      (window as { cookieStore?: EventTarget }).cookieStore?.addEventListener('change', consent.reread);
      resolve();
    });
  });

  const choose = async (deed: Deed, words?: Record<string, boolean>): Promise<Chosen> => {
    if (!started) await ready;
    return consent.choose(deed, undefined, words);
  };

  /** Null without a subject, since then nothing was loaded. */
  const captured =
    <Name extends 'flush' | 'receipt' | 'export' | 'erase'>(name: Name) =>
    async (): Promise<Awaited<ReturnType<Capture[Name]>> | null> => {
      if (!started) await ready;
      await loading;
      return capture ? (capture[name]() as Promise<Awaited<ReturnType<Capture[Name]>>>) : null;
    };
  const erase = captured('erase');

  return {
    ready,
    track: record,
    page: (props) => record('page_view', props),
    identify: (proof) => record('identify', { proof }),
    consent: {
      get: consent.state,
      acceptAll: () => choose('accept-all'),
      rejectAll: () => choose('reject-all'),
      save: (words) => choose('save', words),
      async withdraw(erasing) {
        const chosen = await choose('withdraw');
        if (erasing?.erase) await erase();
        return chosen;
      },
      open: () => tell('open', null),
    },
    async minor(minor) {
      if (!started) await ready;
      if (minor === true) consent.minor();
    },
    on,
    flush: captured('flush'),
    receipt: captured('receipt'),
    export: captured('export'),
    erase,
    port: {
      get policy() {
        return consent.policy;
      },
      get: consent.state,
      choose: consent.choose,
      rendered: consent.rendered,
      noticed: consent.noticed,
      subscribe: (listener) => on('consent', listener),
      get me() {
        return capture;
      },
      call: transport.call,
    },
  };
}
