import type { Props } from '@sayso/protocol';
import type { Source, Stage } from './sources.ts';

/** GA4's e-commerce events that Sayso knows too (developers.google.com/analytics/devguides/collection/ga4/ecommerce). */
const NAMES =
  /^(view_item(_list)?|select_item|(add_to|remove_from|view)_cart|add_to_wishlist|(view|select)_promotion|begin_checkout|add_(shipping|payment)_info|purchase|search)$/;
/** Those that say nothing without items. */
const OF_ITEMS = /item|cart|wish|checkout|purchase/;

const PROMOTION = 'promotion_id promotion_name creative_slot';
const TEXTS = `transaction_id coupon item_list_id ${PROMOTION} shipping_tier payment_type search_term`;
const AMOUNTS = 'value tax shipping';
const ITEM_TEXTS = 'item_id item_name item_variant item_brand item_category item_list_id coupon';
const ITEM_AMOUNTS = 'price discount';

/**
 * What the store pushes to `window.dataLayer` for Google's tags: `gtag('event', …)` and `{event, ecommerce}`, from before
 * this was loaded and from now on. Of what was pushed before the visitor chose only the newest `view_…`: the page still
 * shows it.
 */
export function watch({ window, signal, late, record }: Stage): Source {
  const { location, performance } = window;
  const page = window as { dataLayer?: unknown };
  let watched: unknown;

  const take = (entries: unknown[]): [name: string, props: Props][] => {
    try {
      return entries.flatMap(read);
    } catch {
      // A getter of the page's.
      return [];
    }
  };

  const look = (): void => {
    page.dataLayer ??= [];
    const { dataLayer: layer } = page;
    if (layer === watched || !Array.isArray(layer)) return;
    let found = take([...layer]);
    if (late && !watched) {
      const [load] = performance.getEntriesByType('navigation');
      const stays = !load || new URL(load.name).pathname === location.pathname;
      found = [...new Map(found)].filter(([name]) => stays && /^view_/.test(name));
    }
    watched = layer;
    for (const event of found) record(...event);
    const { push } = layer;
    layer.push = function (...entries) {
      const length = push.apply(this, entries);
      if (!signal.aborted) for (const event of take(entries)) record(...event);
      return length;
    };
  };
  look();
  return { look };
}

/** The event of one entry, if it is one of ours. */
function read(entry: unknown): [name: string, props: Props][] {
  const { 0: command, 1: told, 2: params, event, ecommerce } = Object(entry);
  const isCommand = command === 'event';
  const name = isCommand ? told : event;
  if (typeof name !== 'string' || !NAMES.test(name)) return [];
  const given: Props = Object(isCommand ? params : { ...(entry as object), ...ecommerce });
  const list: Props[] = Array.isArray(given.items) ? given.items.map(Object) : [];
  if (!list.length && OF_ITEMS.test(name)) return [];
  const [first = {}] = list;
  const currency = `${given.currency ?? first.currency}`.toUpperCase();
  // Without one, an amount says nothing.
  const isKnown = /^[A-Z]{3}$/.test(currency);
  const props = {
    // GA4 knows lists and promotions by the items in them, too.
    ...pick(first, /promotion/.test(name) ? PROMOTION : /_list$/.test(name) ? 'item_list_id' : ''),
    ...pick(given, TEXTS, isKnown ? AMOUNTS : ''),
    ...(isKnown ? { currency } : {}),
    ...(OF_ITEMS.test(name)
      ? { items: list.map((item) => pick(item, ITEM_TEXTS, isKnown ? ITEM_AMOUNTS : '', 'quantity index')) }
      : {}),
  };
  return [[name, props]];
}

/** These fields as texts, as numbers, as whole numbers; what is none is left out. */
function pick(given: Props, texts: string, amounts = '', counts = ''): Props {
  const picked: Props = {};
  const each = (names: string, as: (value: string) => unknown): void => {
    for (const name of names.split(' ')) {
      const value = given[name];
      if (/^(string|number)$/.test(typeof value) && value !== '') picked[name] = as(`${value}`);
    }
  };
  each(texts, String);
  each(amounts, (value) => (Number.isFinite(+value) ? +value : undefined));
  // None of something is nothing; the first may be the zeroth.
  each(counts, (value) => (Number.isInteger(+value) ? +value : undefined));
  if (!picked.quantity) picked.quantity = undefined;
  return picked;
}
