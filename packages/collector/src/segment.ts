import { createHash } from 'node:crypto';
import { isUuid } from '@sayso/protocol';

type Fields = Record<string, unknown>;

/** Names of Segment's e-commerce specification, by the vocabulary's (events.md). Others go by their own words. */
const NAMES: Readonly<Record<string, string>> = {
  'products searched': 'search',
  'product list viewed': 'view_item_list',
  'product clicked': 'select_item',
  'product viewed': 'view_item',
  'product added': 'add_to_cart',
  'product removed': 'remove_from_cart',
  'cart viewed': 'view_cart',
  'product added to wishlist': 'add_to_wishlist',
  'promotion viewed': 'view_promotion',
  'promotion clicked': 'select_promotion',
  'checkout started': 'begin_checkout',
  'payment info entered': 'add_payment_info',
  'order completed': 'purchase',
  'order refunded': 'refund',
};

/** Segment's properties, by the vocabulary's. */
const PROPS: Readonly<Record<string, string>> = {
  query: 'search_term',
  order_id: 'transaction_id',
  list_id: 'item_list_id',
  payment_method: 'payment_type',
  shipping_method: 'shipping_tier',
  name: 'promotion_name',
  position: 'creative_slot',
};

const ITEM: Readonly<Record<string, string>> = {
  product_id: 'item_id',
  name: 'item_name',
  variant: 'item_variant',
  brand: 'item_brand',
  category: 'item_category',
  price: 'price',
  quantity: 'quantity',
  coupon: 'coupon',
  position: 'index',
};

/**
 * A message of Segment's tracking API as an event of ours, which is then judged as any other; null for a kind
 * that tells of nobody's doing (`group`, `alias`, `screen`). Pure.
 */
export function fromSegment(given: unknown): Fields | null {
  const message = fieldsOf(given);
  const name = nameOf(message);
  if (name === null) return null;
  const { url, title, referrer } = fieldsOf(fieldsOf(message.context).page);
  return {
    id: idOf(message.messageId),
    name,
    at: message.originalTimestamp ?? message.timestamp,
    ...(url === undefined ? {} : { page: { url, title, referrer } }),
    props:
      name === 'identify' ? { proof: fieldsOf(message.traits).proof } : propsOf(name, message.properties),
  };
}

function nameOf({ type, event }: Fields): string | null {
  if (type === 'page') return 'page_view';
  if (type === 'identify') return 'identify';
  if (type !== 'track' || typeof event !== 'string') return null;
  const words = event.trim().toLowerCase();
  return Object.hasOwn(NAMES, words) ? (NAMES[words] ?? null) : words.replace(/[^a-z0-9]+/g, '_');
}

function propsOf(name: string, given: unknown): Fields {
  const { products, total, revenue, value, ...rest } = fieldsOf(given);
  // A page's own properties say its address again, with the query that `context.page` is cleaned of.
  if (name === 'page_view') return {};
  const props = renamed(rest, name.endsWith('_promotion') ? PROPS : withoutPromotion);
  const worth = total ?? value ?? revenue;
  if (worth !== undefined) props.value = worth;
  const items = Array.isArray(products) ? products : ONE_PRODUCT.has(name) ? [given] : null;
  if (items) props.items = items.map((item) => itemOf(fieldsOf(item)));
  return props;
}

const { name: _name, position: _position, ...withoutPromotion } = PROPS;

/** Events whose properties are a product's own. */
const ONE_PRODUCT = new Set([
  'select_item',
  'view_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
]);

function itemOf(product: Fields): Fields {
  const item: Fields = {};
  for (const [theirs, ours] of Object.entries(ITEM)) {
    if (Object.hasOwn(product, theirs)) item[ours] = product[theirs];
  }
  // Some stores count by their own number.
  if (item.item_id === undefined && product.sku !== undefined) item.item_id = product.sku;
  return item;
}

const renamed = (props: Fields, names: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(
    Object.entries(props).map(([key, value]) => [Object.hasOwn(names, key) ? names[key] : key, value]),
  );

/** Segment's id if it is a UUID, else one made of it (RFC 9562, section 5.8), so that a repeat is known. */
function idOf(messageId: unknown): string | undefined {
  if (typeof messageId !== 'string' || messageId === '' || messageId.length > 200) return undefined;
  if (isUuid(messageId)) return messageId;
  const bytes = createHash('sha256').update(`sayso segment ${messageId}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 15) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
