import { LIMITS, paths, purposeOf, type SaysoEvent, saidAt, toMs, toTime } from '@sayso/protocol';
import { parseConfig } from '../config.ts';
import { objection } from '../gate.ts';
import { batchOf } from '../queue.ts';
import { backOff, openTransport } from '../transport.ts';
import type { PixelApi } from './api.ts';
import { bytesOf, toEvent } from './event.ts';
import { EVENTS_HEARD } from './map.ts';
import { isCheckout } from './page.ts';
import { openStanding, type Standing } from './standing.ts';

/** How often a batch is sent before it is given up. Nothing is kept beyond the page. */
const ATTEMPTS = 4;

/** What the page goes on showing: true at the time of a choice, too. */
const SHOWN = /^(page_view|view_item|view_item_list|view_cart)$/;

/** What happens where the theme's script is, if it is no page of the checkout. */
const STOREFRONT = /^(page_view|click|search|form_submit|view_.*|add_to_cart|remove_from_cart)$/;

/** What the theme's script captures by itself, by the sources of the policy. */
const OF_THEME: Readonly<Record<string, string[]>> = {
  page_view: ['page'],
  click: ['click'],
  search: ['search'],
  form_submit: ['form'],
  view_item: ['structured', 'selectors'],
};

/**
 * Captures Shopify's customer events, and only what Shopify lets and the visitor's own choice in Sayso allows:
 * `register(openPixel)`. Before that, and without it, nothing is sent and nothing is stored. Wrong settings capture nothing.
 */
export function openPixel(api: PixelApi): void {
  const { analytics, init, customerPrivacy, settings = {} } = api;
  const { site = '', collector = '', storefront, withoutChoice } = settings;
  const href = init.context?.document?.location?.href ?? '';
  const config = parseConfig({ site, collector }, href);
  if (typeof config === 'string') {
    console.warn(`sayso: ${config}`);
    return;
  }

  const transport = openTransport(globalThis, config.collector, Date.now);
  let privacy = init.customerPrivacy ?? {};
  const place = { site, https: !href.startsWith('http:'), withoutChoice: withoutChoice === 'send' };
  const stand = openStanding(api, transport, place, () => privacy);

  /** Not yet acknowledged, or not yet allowed. */
  let waiting: SaysoEvent[] = [];
  const seen = new Set<string>();
  let stop: AbortController | undefined;
  let flying: SaysoEvent[] = [];
  let busy = false;
  let again = false;

  const isHere = ({ page }: SaysoEvent): boolean =>
    !!page && href.split(/[?#]/)[0] === page.url.split('?')[0];

  const isOfTheme = ({ name, page }: SaysoEvent, sources: string[]): boolean =>
    STOREFRONT.test(name) &&
    !isCheckout(page) &&
    (storefront === 'theme' || !!OF_THEME[name]?.some((source) => sources.includes(source)));

  /** The event as it may be sent now; as it waits for a choice; or null. */
  function judge(event: SaysoEvent, standing: Standing | null): SaysoEvent | 'wait' | null {
    const later = SHOWN.test(event.name) && isHere(event) ? 'wait' : null;
    if (!standing) return later;
    const { policy, decision, memory, subject } = standing;
    if (isOfTheme(event, policy.capture.sources)) return null;
    if (objection(policy, decision, subject, event.name)) return later;
    const purpose = purposeOf(policy.purposes, event.name);
    const since = memory.choice && purpose ? saidAt(memory.choice, purpose.id) : event.at;
    // What happened before the choice is not captured; but what the page still shows is seen from then on.
    return toMs(event.at) >= toMs(since) ? event : later && { ...event, at: since };
  }

  /** What may be sent. What may neither be sent nor wait is gone; of what the page showed before, the last stays. */
  function sort(standing: Standing | null): SaysoEvent[] {
    const ready = new Map<string, SaysoEvent>();
    const kept = new Map<string, SaysoEvent>();
    for (const event of waiting) {
      const verdict = judge(event, standing);
      if (!verdict) continue;
      const key = verdict === event ? event.id : event.name;
      kept.set(key, event);
      if (verdict !== 'wait') ready.set(key, verdict);
    }
    waiting = [...kept.values()];
    return [...ready.values()];
  }

  async function send(): Promise<void> {
    let most: number = LIMITS.events;
    for (let attempt = 0; ; ) {
      const standing = await stand();
      const events = batchOf(sort(standing), most, bytesOf);
      if (!standing || !events.length) return;
      const { subject, memory, signals } = standing;
      stop = globalThis.AbortController && new AbortController();
      flying = events;
      const body = JSON.stringify({ subject, sentAt: toTime(Date.now()), signals, events });
      const init = { method: 'POST', body, keepalive: true, ...(stop && { signal: stop.signal }) };
      // A receipt is acknowledged before the events that need it.
      const answer = memory.pending ? { status: 0 } : await transport.call(paths.events(site), init);
      flying = [];
      const wait = backOff(answer, attempt);
      if (wait && ++attempt < ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, wait));
      } else if (answer.status === 413 && events.length > 1) most = events.length >> 1;
      else {
        const done = new Set(events.map(({ id }) => id));
        waiting = waiting.filter(({ id }) => !done.has(id));
        attempt = 0;
        if (wait) return;
      }
    }
  }

  /** One at a time; what comes meanwhile goes with the next. */
  async function work(): Promise<void> {
    again = busy;
    if (busy) return;
    busy = true;
    await send();
    busy = false;
    if (again) return work();
  }

  const take = (heard: string, given: unknown): void => {
    const event = toEvent(heard, given, Date.now());
    if (!event || seen.has(event.id)) return;
    seen.add(event.id);
    waiting = [...waiting, event].slice(-LIMITS.events);
    void work();
  };

  for (const heard of Object.keys(EVENTS_HEARD)) analytics.subscribe(heard, (event) => take(heard, event));
  customerPrivacy?.subscribe('visitorConsentCollected', (event) => {
    privacy = event?.customerPrivacy ?? {};
    void stand().then((standing) => {
      // What is no more allowed is called back, as far as that goes.
      if (flying.some((event) => judge(event, standing) !== event)) stop?.abort();
      void work();
    });
  });
}
