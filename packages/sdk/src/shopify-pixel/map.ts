import { cleanUrl } from '@sayso/protocol';
import { cartItem, checkoutItem, itemOf } from './items.ts';
import { amountIn, dig, type Fields, idOf, known, many, moneyOf, textOf } from './read.ts';

/** An event of the vocabulary: its name, and what is said of it. */
export type Mapped = [name: string, props: Fields];

/** From the data of one of Shopify's events; null where there is too little to say. `href`: where it happened. */
type Map = (data: unknown, href: string) => Mapped | null;

/**
 * Shopify's standard events and what becomes of them (events.md). Fields are picked one by one: contact data, addresses,
 * payment details, notes, and values of inputs lie beside them and are not read.
 */
export const EVENTS_HEARD: Readonly<Record<string, Map>> = {
  page_viewed: (_, href) => ['page_view', campaignOf(href)],
  clicked: clickOf,
  form_submitted: formOf,
  search_submitted: (data) => {
    const term = dig(data, 'searchResult.query');
    const found = dig(data, 'searchResult.productVariants');
    if (typeof term !== 'string') return null;
    return [
      'search',
      known({
        search_term: textOf(term, 100) ?? '',
        results: Array.isArray(found) ? found.length : undefined,
      }),
    ];
  },
  collection_viewed: (data) => {
    const id = idOf(dig(data, 'collection.id'));
    // No prices: the vocabulary has no currency here.
    const items = many(dig(data, 'collection.productVariants')).flatMap((each) => itemOf(each));
    return id ? ['view_item_list', { item_list_id: id, items }] : null;
  },
  product_viewed: (data) => {
    const variant = dig(data, 'productVariant');
    const price = moneyOf(dig(variant, 'price'));
    const items = itemOf(variant, price?.currency);
    return items.length
      ? ['view_item', known({ items, value: price?.amount, currency: price?.currency })]
      : null;
  },
  product_added_to_cart: (data) => lineOf('add_to_cart', data),
  product_removed_from_cart: (data) => lineOf('remove_from_cart', data),
  cart_viewed: (data) => {
    const worth = moneyOf(dig(data, 'cart.cost.totalAmount'));
    const items = many(dig(data, 'cart.lines')).flatMap((line) => cartItem(line, worth?.currency));
    return worth ? ['view_cart', { items, value: worth.amount, currency: worth.currency }] : null;
  },
  checkout_started: (data) => {
    const cart = orderOf(data);
    return cart && ['begin_checkout', cart];
  },
  checkout_contact_info_submitted: (data) => ['add_contact_info', countryOf(data)],
  checkout_address_info_submitted: (data) => ['add_address_info', countryOf(data)],
  checkout_shipping_info_submitted: (data) => ['add_shipping_info', known({ shipping_tier: tierOf(data) })],
  payment_info_submitted: (data) => ['add_payment_info', known({ payment_type: paymentOf(data) })],
  checkout_completed: (data) => {
    const cart = orderOf(data);
    const id = idOf(dig(data, 'checkout.order.id'));
    return cart && id
      ? ['purchase', known({ transaction_id: id, ...cart, ...costsOf(data, `${cart.currency}`) })]
      : null;
  },
};

function lineOf(name: string, data: unknown): Mapped | null {
  const line = dig(data, 'cartLine');
  const worth = moneyOf(dig(line, 'cost.totalAmount'));
  const currency = worth?.currency ?? moneyOf(dig(line, 'merchandise.price'))?.currency;
  const items = cartItem(line, currency);
  return items.length ? [name, known({ items, value: worth?.amount, currency })] : null;
}

function orderOf(data: unknown): Fields | null {
  const checkout = dig(data, 'checkout');
  const worth = moneyOf(dig(checkout, 'totalPrice')) ?? moneyOf(dig(checkout, 'subtotalPrice'));
  if (!worth) return null;
  const { amount, currency } = worth;
  const items = many(dig(checkout, 'lineItems')).flatMap((line) => checkoutItem(line, currency));
  const codes = many(dig(checkout, 'discountApplications'))
    .filter((each) => dig(each, 'type') === 'DISCOUNT_CODE')
    .flatMap((each) => textOf(dig(each, 'title')) ?? []);
  return known({ items, value: amount, currency, coupon: textOf(codes.join(',')) });
}

const costsOf = (data: unknown, currency: string): Fields => ({
  tax: amountIn(currency, dig(data, 'checkout.totalTax')),
  shipping: amountIn(currency, dig(data, 'checkout.shippingLine.price')),
});

/** Of the market that the store shows, not of anybody's address. */
function countryOf(data: unknown): Fields {
  const country = dig(data, 'checkout.localization.country.isoCode');
  return typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? { country } : {};
}

/** What a carrier's offer is called; of a place where parcels are fetched only that it is one, since its name is an address. */
function tierOf(data: unknown): string | undefined {
  const [option] = many(dig(data, 'checkout.delivery.selectedDeliveryOptions'));
  const type = dig(option, 'type');
  return textOf(type === 'shipping' ? dig(option, 'title') : type);
}

/** The kind of payment: one word, so that nothing else comes with it. */
function paymentOf(data: unknown): string | undefined {
  const [payment] = many(dig(data, 'checkout.transactions'));
  const type = dig(payment, 'paymentMethod.type');
  return typeof type === 'string' && /^[A-Za-z_]{1,40}$/.test(type) ? type : undefined;
}

/** Links and buttons: the tag, and where a link leads. Neither its text nor its id nor any value. */
function clickOf(data: unknown, href: string): Mapped | null {
  const tag = `${dig(data, 'element.tagName')}`.toLowerCase();
  if (tag !== 'a' && tag !== 'button') return null;
  const address = dig(data, 'element.href');
  const to = typeof address === 'string' && address ? cleanUrl(address, href)?.split('?')[0] : null;
  if (!to || to.length > 500) return ['click', { tag }];
  const outbound = new URL(to).origin !== new URL(href).origin;
  return ['click', { tag, href: to, ...(outbound ? { outbound } : {}) }];
}

/** Which form, by where it goes as the theme script has it, else by its id; and of how many fields. */
function formOf(data: unknown, href: string): Mapped | null {
  const [action, id] = [dig(data, 'element.action'), dig(data, 'element.id')];
  const fields = dig(data, 'element.elements');
  const address = typeof action === 'string' && action ? cleanUrl(action, href)?.split('?')[0] : null;
  const form = address?.replace(new URL(href).origin, '') || textOf(id, 100);
  return form
    ? [
        'form_submit',
        known({ form_id: form.slice(0, 500), fields: Array.isArray(fields) ? fields.length : undefined }),
      ]
    : null;
}

/** The campaign that an address names. */
function campaignOf(href: string): Fields {
  const url = cleanUrl(href);
  return url ? Object.fromEntries(new URL(url).searchParams) : {};
}
