import { createHash } from 'node:crypto';
import type { BrowserPolicy, ReceiptRequest, SaysoEvent } from '@sayso/protocol';
import { openCapture } from '../src/capture.ts';
import type { SaysoOptions } from '../src/config.ts';
import { checked } from '../src/config.ts';
import type { PageWindow } from '../src/environment.ts';
import { compose, type Sayso } from '../src/sayso.ts';

/** The cookies of one browser: of one name there is one, and `Max-Age=0` or less deletes it. */
export class Jar {
  values = new Map<string, string>();
  written: string[] = [];
  get cookie(): string {
    return [...this.values].map((pair) => pair.join('=')).join('; ');
  }
  set cookie(text: string) {
    this.written.push(text);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
    if (/Max-Age=(0|-\d+)(;|$)/.test(text)) this.values.delete(name);
    else this.values.set(name, value);
  }
}

export interface Sent {
  method: string;
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent
  body: any;
  init: RequestInit;
}

/** A collector that takes everything, unless a test says otherwise. */
export class Collector {
  sent: Sent[] = [];
  beacons: string[] = [];
  answer: (sent: Sent) => Response | Promise<Response> | null = () => null;
  of(path: string): Sent[] {
    return this.sent.filter((sent) => sent.path.endsWith(path));
  }
  get receipts(): ReceiptRequest[] {
    return this.of('/receipts').map(({ body }) => body);
  }
  get events(): SaysoEvent[] {
    return this.of('/events').flatMap(({ body }) => body.events);
  }
  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const text = typeof init.body === 'string' ? init.body : 'null';
    const sent = {
      method: init.method ?? 'GET',
      path: new URL(address).pathname,
      body: JSON.parse(text),
      init,
    };
    this.sent.push(sent);
    const { id } = sent.body ?? {};
    const answer =
      (await this.answer(sent)) ??
      (sent.path.endsWith('/receipts')
        ? Response.json({ id, receipt: `jws.${id}`, allowed: {}, effective: true }, { status: 201 })
        : Response.json({ accepted: 1, duplicate: 0, refused: [], receipts: [] }));
    if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    return answer;
  }
}

/** A problem as the collector words it. */
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ code }, { status, headers });

export const POLICY: BrowserPolicy = {
  site: 'demo',
  version: 3,
  materialSince: 2,
  purposes: [
    { id: 'necessary', always: true },
    { id: 'analytics', events: ['page_view', 'click', 'search', 'add_to_cart', 'view_item'] },
    { id: 'marketing', gpc: true, events: ['identify', 'add_to_wishlist'] },
  ],
  regimes: { default: 'opt-in', US: 'opt-out', JP: 'notice' },
  ask: { grantedDays: 180, refusedDays: 90 },
  signals: { gpc: true, dnt: false, gpcOverride: false },
  controller: { name: 'Demo', contact: 'a@demo.example', privacyPolicyUrl: '/privacy' },
  region: { trustPage: true },
  capture: { hold: false, sources: ['page', 'click', 'markup'] },
  texts: {},
};

/** What a test may set of a page. */
export interface FakePage {
  sayso: Sayso;
  window: PageWindow;
  jar: Jar;
  collector: Collector;
  told: { type: string; detail: unknown }[];
  show(visible: boolean): void;
  go(path: string): void;
}

export interface Setting {
  jar?: Jar;
  collector?: Collector;
  options?: Partial<SaysoOptions>;
  address?: string;
  gpc?: boolean;
  hidden?: boolean;
  hold?: Promise<void>;
  elements?: unknown[];
}

/** A page with Sayso in it, as far as Sayso needs one. */
export function openPage(setting: Setting = {}): FakePage {
  const { jar = new Jar(), collector = new Collector(), address = 'https://shop.example/cups' } = setting;
  const told: FakePage['told'] = [];
  const location = new URL(address);
  const document = Object.assign(new EventTarget(), {
    visibilityState: setting.hidden ? 'hidden' : 'visible',
    referrer: '',
    title: 'Cups',
    querySelectorAll: () => setting.elements ?? [],
  });
  Object.defineProperty(document, 'cookie', {
    get: () => jar.cookie,
    set: (text) => {
      jar.cookie = text;
    },
  });
  const dispatch = document.dispatchEvent.bind(document);
  document.dispatchEvent = (event) => {
    if (event instanceof CustomEvent) told.push({ type: event.type, detail: event.detail });
    return dispatch(event);
  };
  const window = Object.assign(new EventTarget(), {
    document,
    location,
    navigation: new EventTarget(),
    history: {},
    crypto: {
      getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
      // Node's own takes real time, of which a test with a made-up clock has none.
      subtle: { digest: async (_: string, bytes: Uint8Array) => createHash('sha256').update(bytes).digest() },
    },
    CustomEvent,
    MutationObserver: class {
      observe(): void {}
    },
    navigator: {
      globalPrivacyControl: setting.gpc,
      locks: {
        request: async (_: string, run: () => unknown) => {
          await setting.hold;
          return run();
        },
      },
      sendBeacon: (_: string, body: string) => collector.beacons.push(body),
    },
    fetch: (at: string, init: RequestInit) => collector.fetch(at, init),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (timer: number) => clearTimeout(timer),
  }) as unknown as PageWindow;
  Object.assign(window, { window });
  const options = { site: 'demo', collector: 'https://collect.example', policy: POLICY, ...setting.options };
  return {
    sayso: compose(checked(options, window), () => ({ openCapture }), window),
    window,
    jar,
    collector,
    told,
    show(visible) {
      document.visibilityState = visible ? 'visible' : 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
    },
    go(path) {
      location.pathname = path;
      (window as unknown as { navigation: EventTarget }).navigation.dispatchEvent(
        new Event('currententrychange'),
      );
    },
  };
}

/** What a banner says it showed. */
export const SHOWN = {
  locale: 'en',
  texts: ['We ask', 'Accept all'],
  ui: { name: 'sayso-banner', build: 'b', layer: 1, custom: false },
};
