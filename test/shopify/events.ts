// What Shopify tells a web pixel, as its documentation shows it, with everything in it that must never be passed on.

const money = (amount: number, currencyCode = 'EUR') => ({ amount, currencyCode });

export const VARIANT = {
  id: '42475251531840',
  title: 'Green',
  untranslatedTitle: 'Green',
  sku: 'CUP-G',
  image: { src: 'https://cdn.shopify.example/cup.png' },
  price: money(12.5),
  product: {
    id: '7471234567',
    title: 'Cup',
    untranslatedTitle: 'Cup',
    type: 'Kitchen',
    vendor: 'Fernwood',
    url: '/products/cup?variant=42475251531840',
  },
};
const LINE = { cost: { totalAmount: money(25) }, merchandise: VARIANT, quantity: 2 };

/** Whatever of these leaves the sandbox is a leak. */
export const SECRETS = [
  'jane@doe.example',
  '+4915112345678',
  'Janine',
  'Doenhoff',
  'Lindenallee',
  '10115',
  'Happy birthday',
  'tok_9f8e7d6c5b4a',
  '4242',
  'a1b2c3d4-shopify-client',
  'secretkey',
  '84372', // the customer's number
  'Mozilla',
];

const ADDRESS = {
  address1: 'Lindenallee 7',
  address2: null,
  city: 'Berlin-Lindenallee',
  country: 'Germany',
  countryCode: 'DE',
  firstName: 'Janine',
  lastName: 'Doenhoff',
  phone: '+4915112345678',
  province: null,
  provinceCode: null,
  zip: '10115',
};
const CHECKOUT = {
  attributes: [{ key: 'note', value: 'Happy birthday' }],
  billingAddress: ADDRESS,
  buyerAcceptsEmailMarketing: true,
  buyerAcceptsSmsMarketing: false,
  currencyCode: 'EUR',
  delivery: {
    selectedDeliveryOptions: [
      {
        cost: money(4.9),
        costAfterDiscounts: money(4.9),
        handle: 'f00',
        title: 'Standard',
        type: 'shipping',
      },
    ],
  },
  discountApplications: [
    {
      allocationMethod: 'ACROSS',
      targetSelection: 'ALL',
      targetType: 'LINE_ITEM',
      title: 'SUMMER',
      type: 'DISCOUNT_CODE',
      value: { percentage: 10 },
    },
    { title: 'Automatic', type: 'AUTOMATIC', value: { percentage: 5 } },
  ],
  discountsAmount: money(2.5),
  email: 'jane@doe.example',
  lineItems: [
    {
      discountAllocations: [{ amount: money(2.5), discountApplication: { type: 'DISCOUNT_CODE' } }],
      finalLinePrice: money(22.5),
      id: '427',
      properties: [{ key: 'engraving', value: 'Happy birthday' }],
      quantity: 2,
      sellingPlanAllocation: null,
      title: 'Cup',
      variant: VARIANT,
    },
  ],
  localization: {
    country: { isoCode: 'DE' },
    language: { isoCode: 'de' },
    market: { handle: 'de', id: '1' },
  },
  order: { id: 'gid://shopify/Order/5501234567', customer: { id: '84372', isFirstOrder: true } },
  phone: '+4915112345678',
  shippingAddress: ADDRESS,
  shippingLine: { price: money(4.9) },
  smsMarketingPhone: '+4915112345678',
  subtotalPrice: money(22.5),
  taxLines: [],
  token: 'tok_9f8e7d6c5b4a',
  totalPrice: money(27.4),
  totalTax: money(4.375),
  transactions: [
    {
      amount: money(27.4),
      gateway: 'shopify_payments',
      paymentMethod: { name: 'Visa ending in 4242', type: 'creditCard' },
    },
  ],
};
const ELEMENT = { id: 'jane@doe.example', name: 'Janine', value: 'jane@doe.example', type: 'submit' };

/** The data of each event that is listened to. */
export const DATA = {
  page_viewed: {},
  clicked: { element: { ...ELEMENT, tagName: 'A', href: 'https://other.example/a?email=jane@doe.example' } },
  form_submitted: {
    element: { id: 'form-1', action: '/contact?email=jane@doe.example', elements: [ELEMENT, ELEMENT] },
  },
  search_submitted: { searchResult: { query: 'cup jane@doe.example', productVariants: [VARIANT] } },
  collection_viewed: { collection: { id: '268', title: 'Kitchen', productVariants: [VARIANT] } },
  product_viewed: { productVariant: VARIANT },
  product_added_to_cart: { cartLine: LINE },
  product_removed_from_cart: { cartLine: LINE },
  cart_viewed: {
    cart: {
      attributes: [{ key: 'note', value: 'Happy birthday' }],
      cost: { totalAmount: money(25) },
      id: 'c?key=secretkey',
      lines: [LINE],
      totalQuantity: 2,
    },
  },
  checkout_started: { checkout: { ...CHECKOUT, order: null } },
  checkout_contact_info_submitted: { checkout: CHECKOUT },
  checkout_address_info_submitted: { checkout: CHECKOUT },
  checkout_shipping_info_submitted: { checkout: CHECKOUT },
  payment_info_submitted: { checkout: CHECKOUT },
  checkout_completed: { checkout: CHECKOUT },
} as const;
export type Heard = keyof typeof DATA;

const ITEM = {
  item_id: '7471234567',
  item_name: 'Cup',
  item_variant: '42475251531840',
  item_brand: 'Fernwood',
  item_category: 'Kitchen',
};
const PRICED = { ...ITEM, price: 12.5 };
const ORDER = {
  items: [{ ...PRICED, quantity: 2, discount: 1.25 }],
  value: 27.4,
  currency: 'EUR',
  coupon: 'SUMMER',
};
const LINES = { items: [{ ...PRICED, quantity: 2 }], value: 25, currency: 'EUR' };

/** What becomes of each of them. */
export const EXPECTED: Record<Heard, [name: string, props?: object]> = {
  page_viewed: ['page_view', { utm_source: 'mail' }],
  clicked: ['click', { tag: 'a', href: 'https://other.example/a', outbound: true }],
  form_submitted: ['form_submit', { form_id: '/contact', fields: 2 }],
  search_submitted: ['search', { search_term: 'cup [email]', results: 1 }],
  collection_viewed: ['view_item_list', { item_list_id: '268', items: [ITEM] }],
  product_viewed: ['view_item', { items: [PRICED], value: 12.5, currency: 'EUR' }],
  product_added_to_cart: ['add_to_cart', LINES],
  product_removed_from_cart: ['remove_from_cart', LINES],
  cart_viewed: ['view_cart', LINES],
  checkout_started: ['begin_checkout', ORDER],
  checkout_contact_info_submitted: ['add_contact_info', { country: 'DE' }],
  checkout_address_info_submitted: ['add_address_info', { country: 'DE' }],
  checkout_shipping_info_submitted: ['add_shipping_info', { shipping_tier: 'Standard' }],
  payment_info_submitted: ['add_payment_info', { payment_type: 'creditCard' }],
  checkout_completed: ['purchase', { transaction_id: '5501234567', ...ORDER, tax: 4.38, shipping: 4.9 }],
};
