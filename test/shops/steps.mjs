// What a visitor who agrees does in the shop, one step after the other, and which events must come of each: no other may.

/** What is typed on the way, which nobody but the shop may ever see. */
const TYPED = {
  'contact.email': 'wilhelmina@visitor.example',
  'shippingAddress.full_name': 'Wilhelmina Featherstonehaugh',
  'shippingAddress.telephone': '+44 7700 900123',
  'shippingAddress.address_1': '14 Larkspur Mews',
  'shippingAddress.city': 'Little Snoring',
  'shippingAddress.postcode': 'NR21 0HX',
};
const PLACE = { country: 'United States', province: 'California' };
/** By which words it would be recognised, wherever it went. */
export const TELLING = /wilhelmina|featherston|900123|larkspur|snoring|nr21 0hx/i;

export const PRODUCT = '/accessories/ceramic-candy-bowl-white';
const THANKS = '/checkout/success/:id';
const CART_DRAWER = '[data-slot=sheet-content]';

const row = (name, path, props) => ({ name, path, ...(props && { props }) });
const pressed = (path, text) => row('click', path, { tag: 'button', ...(text && { text }) });
/** From the shop's own demo data. */
const bowl = (colour, code) => {
  const item = { item_id: `BOWL-003-${code}`, item_name: `Ceramic Candy Bowl - ${colour}`, price: 18 };
  return { items: [item], value: 18, currency: 'USD' };
};

export const button = (page, name) => page.getByRole('button', { name, exact: true }).click();
/** What the shop puts into the page without a load. */
const fetched = async (page, does) => {
  const done = page.waitForResponse((answer) => answer.url().includes('ajax=true'));
  await does();
  await done;
};
export const chooseColour = (page, colour) => fetched(page, () => button(page, colour));

/** `does` with Playwright's page, at the shop's address; `makes` rows of name, path and all properties. */
export const STEPS = [
  {
    says: 'agrees on the first page',
    does: (page) => page.locator('sayso-banner [data-action="accept-all"]').click(),
    makes: () => [row('page_view', '/')],
  },
  {
    says: 'opens the category',
    does: (page) => page.locator('a[href="/accessories"]:visible').first().click(),
    makes: (url) => [
      row('click', '/', { tag: 'a', text: 'Accessories', href: `${url}/accessories` }),
      row('page_view', '/accessories'),
    ],
  },
  {
    says: 'filters it by colour: the same path, without a load',
    does: (page) => fetched(page, () => page.locator('label[for=color-1]').click()),
    makes: () => [],
  },
  {
    says: 'puts something into the cart from the list, which shows no id of it',
    does: async (page) => {
      const product = page.locator('.product__list__item__inner').first();
      await product.hover();
      await product.getByRole('button', { name: 'Add to Cart' }).click();
      await page.locator(CART_DRAWER).waitFor();
      await page.locator(`${CART_DRAWER} [data-slot=sheet-close]`).click();
    },
    makes: () => [pressed('/accessories', 'Add to Cart'), pressed('/accessories')],
  },
  {
    says: 'opens a product',
    does: (page) => page.locator(`a[href$="${PRODUCT}"]:visible`).first().click(),
    makes: (url) => [
      row('click', '/accessories', { tag: 'a', href: url + PRODUCT }),
      row('page_view', PRODUCT),
      row('view_item', PRODUCT, bowl('White', 'WHT')),
    ],
  },
  {
    says: 'presses “Add to cart” without having chosen a colour, which the shop refuses',
    does: async (page) => {
      await button(page, 'Add to cart');
      await page.getByText('Please select variant options').waitFor();
    },
    makes: () => [pressed(PRODUCT, 'Add to cart')],
  },
  {
    says: 'chooses black: another product at the same path, without a load',
    does: (page) => chooseColour(page, 'Black'),
    makes: () => [pressed(PRODUCT, 'Black'), row('view_item', PRODUCT, bowl('Black', 'BLK'))],
  },
  {
    says: 'presses “Add to cart” again',
    does: async (page) => {
      await button(page, 'Add to cart');
      await page.locator(CART_DRAWER).waitFor();
    },
    makes: () => [pressed(PRODUCT, 'Add to cart'), row('add_to_cart', PRODUCT, bowl('Black', 'BLK'))],
  },
  {
    says: 'goes to the cart, by the drawer',
    does: async (page) => {
      await page.locator(CART_DRAWER).getByText('View Cart').click();
      await page.waitForURL('**/cart');
    },
    makes: () => [pressed(PRODUCT, 'View Cart (2)'), row('page_view', '/cart')],
  },
  {
    says: 'goes to the checkout',
    does: async (page) => {
      await button(page, 'Proceed to checkout');
      await page.waitForURL('**/checkout');
    },
    makes: () => [pressed('/cart', 'Proceed to checkout'), row('page_view', '/checkout')],
  },
  {
    says: 'presses “Log in” there, and “Cancel”',
    does: async (page) => {
      await button(page, 'Log in');
      await button(page, 'Cancel');
    },
    makes: () => [pressed('/checkout'), pressed('/checkout')],
  },
  {
    says: 'types an e-mail address, a name, a telephone number and an address',
    does: async (page) => {
      for (const [name, text] of Object.entries(TYPED)) {
        await page.locator(`[name="${name}"]`).pressSequentially(text);
        await page.keyboard.press('Tab');
      }
    },
    makes: () => [],
  },
  {
    says: 'chooses where it goes to, a parcel, and cash on delivery',
    does: async (page) => {
      for (const [name, choice] of Object.entries(PLACE)) {
        await page.locator(`[id="field-shippingAddress.${name}"]`).click();
        await page.getByRole('option', { name: choice, exact: true }).click();
      }
      await page.locator('[id^=shipping-method-]').first().click();
      await page.locator('#payment-method-cod-label').click();
    },
    makes: () => Object.keys(PLACE).map(() => pressed('/checkout')),
  },
  {
    says: 'places the order, of which no page says more than its address',
    does: async (page) => {
      await button(page, 'Place Order');
      await page.waitForURL('**/checkout/success/*');
    },
    makes: () => [pressed('/checkout'), row('page_view', THANKS)],
  },
  {
    says: 'loads the page that thanks anew',
    does: (page) => page.reload(),
    makes: () => [row('page_view', THANKS)],
  },
  {
    says: 'searches for “vase”',
    does: async (page) => {
      await page.locator('.search__icon').click();
      await page.locator('.search__input input').fill('vase');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?*');
    },
    makes: (url) => [
      row('click', THANKS, { tag: 'a', href: url + THANKS }),
      row('page_view', '/search'),
      row('search', '/search', { search_term: 'vase' }),
    ],
  },
  {
    says: 'withdraws, and looks at the product again',
    does: async (page, url) => {
      // What is not sent by now would go with the withdrawal.
      await page.evaluate(() => window.sayso.flush());
      await page.evaluate(() => window.sayso.consent.open());
      await page.locator('sayso-banner dialog [data-action="withdraw"]').click();
      await page.waitForFunction(() => !window.sayso.consent.get().allowed.analytics);
      await page.goto(url + PRODUCT);
      await chooseColour(page, 'Black');
    },
    makes: () => [],
  },
];
