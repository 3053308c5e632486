import {
  cleanPath,
  cleanReferrer,
  cleanText,
  cleanUrl,
  currencyDigits,
  isEventName,
  LIMITS,
  type Page,
  type Props,
  roundMoney,
} from '@sayso/protocol';
import type { PageWindow } from './environment.ts';

/** Paths whose titles say who the visitor is, or what they do alone. */
const PRIVATE = /\/(account|checkout|orders|login|password|reset)(\/|$)/i;

/** Where the visitor is, without what may name them. */
export function pageOf({ document, location }: PageWindow, id: string, referrer: string): Page {
  const page: Page = { url: cleanUrl(location.href) ?? '', path: cleanPath(location.pathname), id };
  const from = cleanReferrer(referrer, location.href);
  if (from) page.referrer = from;
  if (document.title && !PRIVATE.test(location.pathname)) page.title = cleanText(document.title, 200);
  return page;
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
