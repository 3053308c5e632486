import {
  cleanReferrer,
  cleanText,
  cleanUrl,
  currencyDigits,
  isEventName,
  LIMITS,
  type Page,
  type Props,
  roundMoney,
  type SaysoEvent,
} from '@sayso/protocol';
import { isPrivate } from './capture/path.ts';
import type { BeforeSend } from './config.ts';

/** Where the visitor is, without what may name them; its address is empty if it was none. */
export function pageOf(
  address: string,
  referrer: string | undefined,
  title: string | undefined,
  id = '',
): Page {
  const url = cleanUrl(address) ?? '';
  const page: Page = { url, path: url && new URL(url).pathname, id };
  const from = cleanReferrer(referrer, address);
  if (from) page.referrer = from;
  if (title && !isPrivate(address)) page.title = cleanText(title, 200);
  return page;
}

/**
 * What the page's own code makes of an event before it is kept; null if it is to be kept no more. It may change the
 * properties and where it happened: what it says is checked as any event is, and all else stays as it was.
 */
export function asked(event: SaysoEvent, beforeSend: BeforeSend): SaysoEvent | null {
  try {
    const said = beforeSend(JSON.parse(JSON.stringify(event))) as SaysoEvent & { page: Page };
    const { url, referrer, title } = said.page;
    const page = pageOf(url, referrer, title, event.page?.id);
    const props = shapeProps(event.name, said.props);
    return props && page.url ? { ...event, page, props } : null;
  } catch {
    return null;
  }
}

/**
 * The properties as they may travel, amounts rounded to the currency's minor unit; null if an event with
 * them would be refused (events.md: name, number and length, an amount without a currency).
 */
export function shapeProps(name: unknown, given: unknown): Props | null {
  let props: Props;
  try {
    // A copy: what the page changes later, its getters and its prototypes stay outside.
    props = JSON.parse(JSON.stringify(given ?? {}));
  } catch {
    return null;
  }
  if (!isEventName(name) || !isRecord(props) || Object.keys(props).length > LIMITS.props) return null;
  // A proof is a token, as long as it has to be.
  if (name !== 'identify' && tooLong(props)) return null;
  if (name === 'search' && typeof props.search_term === 'string') {
    props.search_term = cleanText(props.search_term, 100);
  }
  return hasMoney(props) && !roundAll(props) ? null : props;
}

const isRecord = (value: unknown): value is Props =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tooLong = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.length > LIMITS.string
    : typeof value === 'object' && value !== null && Object.values(value).some(tooLong);

/** `value` is an amount beside items or a currency only: a store's own event may count something else. */
const hasMoney = (props: Props): boolean => Object.hasOwn(props, 'items') || Object.hasOwn(props, 'currency');

function roundAll(props: Props): boolean {
  const digits = currencyDigits(props.currency);
  const round = (owner: Props, fields: string[]): boolean =>
    fields.every((field) => {
      if (!Object.hasOwn(owner, field)) return true;
      const amount = Number(owner[field]);
      if (digits === null || !Number.isFinite(amount)) return false;
      owner[field] = roundMoney(amount, digits);
      return true;
    });
  const items = Array.isArray(props.items) ? props.items.filter(isRecord) : [];
  return (
    (digits !== null || !Object.hasOwn(props, 'currency')) &&
    round(props, ['value', 'tax', 'shipping']) &&
    items.every((item) => round(item, ['price', 'discount']))
  );
}
