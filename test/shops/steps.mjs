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
/** By which words it would be recognised, wherever it went. */
export const TELLING = /wilhelmina|featherston|900123|larkspur|snoring|nr21/i;

export const PRODUCT = '/accessories/ceramic-candy-bowl-white';
const CART_DRAWER = '[data-slot=sheet-content]';

const row = (name, path, props) => ({ name, path, ...(props && { props }) });
const pressed = (path, text) => row('click', path, { tag: 'button', ...(text && { text }) });
/** From the shop's own demo data. */
const bowl = (colour, code) => {
  const item = { item_id: `BOWL-003-${code}`, item_name: `Ceramic Candy Bowl - ${colour}`, price: 18 };
  return { items: [item], value: 18, currency: 'USD' };
};

export const button = (page, name) => page.getByRole('button', { name, exact: true }).click();
export const chooseColour = async (page, colour) => {
  const done = page.waitForResponse((answer) => answer.url().includes('ajax=true'));
  await button(page, colour);
  await done;
};

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
    makes: () => [pressed(PRODUCT, 'View Cart (1)'), row('page_view', '/cart')],
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
    says: 'presses “Log in” there',
    does: (page) => page.getByRole('button', { name: 'Log in' }).first().click(),
    makes: () => [pressed('/checkout')],
  },
  {
    says: 'loads the page anew',
    does: (page) => page.reload(),
    makes: () => [row('page_view', '/checkout')],
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
      row('click', '/checkout', { tag: 'a', href: `${url}/checkout` }),
      row('page_view', '/search'),
      row('search', '/search', { search_term: 'vase' }),
    ],
  },
  {
    says: 'withdraws, and looks at the product again',
    does: async (page, url) => {
      await page.evaluate(() => window.sayso.consent.open());
      await page.locator('sayso-banner dialog [data-action="withdraw"]').click();
      await page.waitForFunction(() => !window.sayso.consent.get().allowed.analytics);
      await page.goto(url + PRODUCT);
      await chooseColour(page, 'Black');
    },
    makes: () => [],
  },
];
