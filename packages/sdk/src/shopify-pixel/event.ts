import { LIMITS, type SaysoEvent, toMs, toTime } from '@sayso/protocol';
import { nameId } from './id.ts';
import { EVENTS_HEARD } from './map.ts';
import { pageOf } from './page.ts';
import { dig, type Fields, known } from './read.ts';

/** The length in bytes as it travels. JSON has no half characters, which could not be counted. */
export const bytesOf = (value: unknown): number =>
  encodeURIComponent(JSON.stringify(value)).replace(/%../g, ' ').length;

/**
 * One of Shopify's events as one of ours; null if it is none, or says too little. Its id is made of Shopify's, so
 * that an event that is replayed is the same event.
 */
export function toEvent(heard: string, given: unknown, now: number): SaysoEvent | null {
  try {
    const id = dig(given, 'id');
    if (typeof id !== 'string' || !id || id.length > 200) return null;
    const page = pageOf(dig(given, 'context'));
    const mapped = EVENTS_HEARD[heard]?.(
      dig(given, 'data'),
      page ? `${dig(given, 'context.document.location.href')}` : '',
    );
    if (!mapped) return null;
    const [name, props] = mapped;
    const at = toMs(dig(given, 'timestamp'));
    return fitted({
      id: nameId(id),
      name,
      // Shopify reads the same clock; nothing happens after it is told of.
      at: toTime(Math.min(now, Number.isNaN(at) ? now : at)),
      ...(page ? { page } : {}),
      ...(Object.keys(props).length ? { props } : {}),
    });
  } catch {
    // What a store puts there may be anything.
    return null;
  }
}

/** What tells items apart stays the longest. */
const SHORTER = [
  ['item_id', 'item_variant', 'price', 'quantity', 'discount'],
  ['item_id', 'price', 'quantity'],
];

/** The event within its limit of bytes: with less said of each item, then with fewer of them. */
function fitted(event: SaysoEvent): SaysoEvent | null {
  let items = (event.props?.items as Fields[] | undefined)?.slice(0, LIMITS.items);
  const make = (): SaysoEvent => (items ? { ...event, props: { ...event.props, items } } : event);
  for (const fields of SHORTER) {
    if (bytesOf(make()) <= LIMITS.event) break;
    items = items?.map((item) => known(Object.fromEntries(fields.map((field) => [field, item[field]]))));
  }
  while (items?.length && bytesOf(make()) > LIMITS.event) items = items.slice(0, -10);
  return bytesOf(make()) <= LIMITS.event ? make() : null;
}
