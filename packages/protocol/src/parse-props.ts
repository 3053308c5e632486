import { cleanReferrer, cleanText, cleanUrl } from './clean.ts';
import { cleanProp } from './clean-prop.ts';
import { EVENTS, ITEM, type Kind, type Page, type Props } from './event.ts';
import { currencyDigits, toMinor } from './money.ts';
import { LIMITS } from './wire.ts';

/** The properties that a site declares for its own events, or adds to the vocabulary's: name to kind. */
export type EventProps = Record<string, Record<string, string>>;

/**
 * The properties of an event as they may be stored: unknown ones are dropped, texts are cleaned. Null if
 * a required one is missing, one is of the wrong kind, or a limit is passed (events.md).
 */
export function parseProps(name: string, props: unknown, declared: EventProps): Props | null {
  const given = props === undefined ? {} : props;
  if (!isObject(given) || Object.keys(given).length > LIMITS.props) return null;
  const digits = currencyDigits(given.currency);
  const parsed: Props = {};
  for (const { key, kind, isRequired } of fieldsOf(name, declared)) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    if (value === undefined || value === null) {
      if (isRequired) return null;
      continue;
    }
    const read = parseValue(kind, value, digits, key);
    if (read === null) return null;
    const cleaned = typeof read === 'string' && (key === 'text' || key === 'search_term');
    parsed[key] = cleaned ? cleanText(read, TEXT[key]) : read;
  }
  return parsed;
}

/** Where an event happened, without what may name a person; null if its address is none. */
export function parsePage(page: unknown): Page | null {
  if (!isObject(page)) return null;
  const url = isText(page.url) ? cleanUrl(page.url) : null;
  if (!url) return null;
  const parsed: Page = { url, path: new URL(url).pathname };
  if (isText(page.title)) parsed.title = cleanText(page.title, LIMITS.string);
  if (isText(page.referrer)) {
    const referrer = cleanReferrer(page.referrer, url);
    if (referrer) parsed.referrer = referrer;
  }
  if (isText(page.id) && /^[\w-]{1,64}$/.test(page.id)) parsed.id = page.id;
  return parsed;
}

const TEXT = { text: 64, search_term: 100 };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of the allowed length that is well-formed: half a character can't be kept as UTF-8. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LIMITS.string && !/[\ud800-\udfff]/u.test(value);

interface Field {
  key: string;
  kind: string;
  isRequired: boolean;
}

/** By what a site declares: listing the fields of an event takes longer than reading most events. */
const listed = new WeakMap<EventProps, Map<string, Field[]>>();

function fieldsOf(name: string, declared: EventProps): Field[] {
  const own = Object.hasOwn(declared, name) ? declared[name] : undefined;
  const ours = Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined;
  if (!own && !ours) return [];
  const byName = listed.get(declared) ?? new Map<string, Field[]>();
  listed.set(declared, byName);
  let fields = byName.get(name);
  if (!fields) {
    fields = Object.entries({ ...ours, ...own }).map(([field, kind]) => {
      const key = field.replace('*', '');
      return { key, kind, isRequired: key !== field };
    });
    byName.set(name, fields);
  }
  return fields;
}

function parseValue(kind: Kind | string, value: unknown, digits: number | null, name: string): unknown {
  switch (kind) {
    case 'string':
      return isText(value) ? cleanProp(name, value) : null;
    case 'token':
      return typeof value === 'string' && /^[\w.-]{1,4096}$/.test(value) ? value : null;
    case 'url':
      // Where it leads to; not with which query.
      return isText(value) ? (cleanUrl(value)?.split('?')[0] ?? null) : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= 0 ? value : null;
    case 'currency':
      return currencyDigits(value) === null ? null : value;
    case 'country':
      return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : null;
    case 'money':
      return typeof value === 'number' && digits !== null && toMinor(value, digits) !== null ? value : null;
    case 'items':
      return parseItems(value, digits);
    default:
      return null;
  }
}

function parseItems(value: unknown, digits: number | null): Props[] | null {
  if (!Array.isArray(value) || value.length > LIMITS.items) return null;
  const items: Props[] = [];
  for (const given of value) {
    if (!isObject(given) || !isText(given.item_id) || given.quantity === 0) return null;
    const item: Props = {};
    for (const [key, kind] of Object.entries(ITEM)) {
      const entry = Object.hasOwn(given, key) ? given[key] : undefined;
      if (entry === undefined || entry === null) continue;
      const read = parseValue(kind, entry, digits, key);
      if (read === null) return null;
      item[key] = read;
    }
    items.push(item);
  }
  return items;
}
