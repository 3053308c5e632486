/** One captured action, as it travels: contract section 2, events.md. Of exactly one purpose, by the policy. */
export interface SaysoEvent {
  /** UUID, version 7 preferred. */
  id: string;
  name: string;
  /** RFC 3339, by the browser's clock. */
  at: string;
  page?: Page;
  session?: string;
  /** Counts the events of one page view. */
  seq?: number;
  props?: Props;
}

/** Where an event happened. */
export interface Page {
  url: string;
  path?: string;
  title?: string;
  referrer?: string;
  id?: string;
}

export type Props = Record<string, unknown>;

/** What one property may hold. */
export type Kind =
  | 'string'
  | 'token'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'money'
  | 'currency'
  | 'country'
  | 'items'
  | 'url';

/** The properties of an event: a trailing `*` marks the required ones. */
type Shape = Readonly<Record<string, Kind>>;

/** An item of a product list, a cart or an order; GA4's names. */
const ITEM_FIELDS = {
  item_id: 'string',
  item_name: 'string',
  item_variant: 'string',
  item_brand: 'string',
  item_category: 'string',
  price: 'money',
  quantity: 'integer',
  discount: 'money',
  coupon: 'string',
  index: 'integer',
  item_list_id: 'string',
} as const satisfies Shape;
export const ITEM: Shape = ITEM_FIELDS;

const UTM = {
  utm_source: 'string',
  utm_medium: 'string',
  utm_campaign: 'string',
  utm_term: 'string',
  utm_content: 'string',
} as const;
const ITEMS = { 'items*': 'items' } as const;
const WORTH = { value: 'money', currency: 'currency' } as const;
const CART = { 'items*': 'items', 'value*': 'money', 'currency*': 'currency' } as const;

/** The vocabulary (events.md). A name that is not here needs `eventProps` in the policy. */
const VOCABULARY = {
  page_view: UTM,
  click: {
    'tag*': 'string',
    text: 'string',
    href: 'url',
    id: 'string',
    outbound: 'boolean',
    download: 'boolean',
  },
  search: { 'search_term*': 'string', results: 'integer' },
  form_submit: { 'form_id*': 'string', fields: 'integer' },
  scroll: { 'percent*': 'number' },
  engagement: { 'ms*': 'number' },
  web_vital: { 'metric*': 'string', 'value*': 'number' },
  error: { 'kind*': 'string' },
  view_item_list: { 'item_list_id*': 'string', items: 'items' },
  select_item: { ...ITEMS, item_list_id: 'string' },
  view_item: { ...ITEMS, ...WORTH },
  add_to_cart: { ...ITEMS, ...WORTH },
  remove_from_cart: { ...ITEMS, ...WORTH },
  view_cart: CART,
  add_to_wishlist: { ...ITEMS, ...WORTH },
  view_promotion: { 'promotion_id*': 'string', promotion_name: 'string', creative_slot: 'string' },
  select_promotion: { 'promotion_id*': 'string', promotion_name: 'string', creative_slot: 'string' },
  begin_checkout: { ...CART, coupon: 'string' },
  add_contact_info: { country: 'country' },
  add_address_info: { country: 'country' },
  add_shipping_info: { shipping_tier: 'string' },
  add_payment_info: { payment_type: 'string' },
  purchase: { 'transaction_id*': 'string', ...CART, tax: 'money', shipping: 'money', coupon: 'string' },
  refund: { 'transaction_id*': 'string', ...WORTH, items: 'items' },
  view_recommendation: { 'model_id*': 'string', ...ITEMS, slot: 'string' },
  select_recommendation: { 'model_id*': 'string', ...ITEMS, slot: 'string' },
  identify: { 'proof*': 'token' },
} as const satisfies Record<string, Shape>;
export const EVENTS: Readonly<Record<string, Shape>> = VOCABULARY;

/** The same as types, from which an editor knows what an event takes. */
export type Vocabulary = typeof VOCABULARY;
export type ItemFields = typeof ITEM_FIELDS;

/** An event's name: `[a-z][a-z0-9_]{0,39}`. */
export const isEventName = (name: unknown): name is string =>
  typeof name === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(name);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID in its text form (RFC 9562, section 4). */
export const isUuid = (id: unknown): id is string => typeof id === 'string' && UUID.test(id);
