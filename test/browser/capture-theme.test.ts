import { describe, expect, test } from 'vitest';
import { begun, captured, openCapture, propsOf } from './capture-scene.ts';
import { settle, type Visitor } from './visitor.ts';

const THEME = `<span class="count">0</span>
  <main class="product" data-id="mug"><h1>Mug</h1><p class="kind">blue</p><p class="price">18,50 €</p>
    <input name="note" value="secret"><textarea class="note">secret</textarea><button class="add">Add</button></main>`;
const act = (code: string): string => `<script>
  const cart = (status, how) => how === 'xhr'
    ? new Promise((done) => { const x = new XMLHttpRequest(); x.open('POST', '/cart/add?s=' + status); x.onloadend = done; x.send(); })
    : fetch('/cart/add?s=' + status, { method: 'POST' });
  const count = (n) => { document.querySelector('.count').textContent = n; };
  document.querySelector('.add').addEventListener('click', async () => { ${code} });
</script>`;

const SELECTORS = {
  product: '.product',
  id: '.product @data-id',
  name: 'h1',
  variant: '.kind',
  category: '.note',
  price: '.price',
  currency: 'EUR',
  locale: 'de',
  addToCart: '.add',
  cartRequest: '/cart/add',
  cartCount: '.count',
};

const scene = openCapture(
  { sources: ['page', 'selectors'], selectors: SELECTORS },
  {
    '/theme/fetch': THEME + act('await cart(200); await cart(200);'),
    '/theme/xhr': THEME + act("await cart(200, 'xhr');"),
    '/theme/count': THEME + act('setTimeout(() => count(1), 300);'),
    '/theme/both': THEME + act('await cart(200); count(1);'),
    '/theme/fails': THEME + act('await cart(422); await cart(200);'),
    '/theme/xhr-fails': THEME + act("await cart(422, 'xhr');"),
    '/theme/nothing': THEME + act("document.querySelector('h1').textContent = 'Choose a size';"),
    '/theme/other':
      THEME + act("await fetch('/cart.js'); await fetch('https://else.example/cart/add').catch(() => {});"),
    '/theme/takes-out':
      THEME +
      act(`const out = { method: 'DELETE' };
        await fetch('/cart/add?s=200', out); await fetch(new Request('/cart/add?s=200', out));
        const x = new XMLHttpRequest(); x.open('delete', '/cart/add?s=200'); x.send();`),
    '/theme/fewer': THEME.replace('>0<', '>3<') + act('count(2);'),
    '/theme/list': `<h1>List</h1>${THEME}${THEME.replace('mug', 'cup')}`,
    '/theme/poor': '<main class="product"><h1>No id</h1></main>',
    '/theme/odd': THEME.replace('18,50 €', '20 € 18,50 €'),
    '/cart/add?s=200': 'ok',
  },
);
const ITEM = { item_id: 'mug', item_name: 'Mug', item_variant: 'blue', price: 18.5 };
const PROPS = { items: [ITEM], value: 18.5, currency: 'EUR' };

/** A person presses the button of a page whose cart answers as its address says. */
async function press(
  path: string,
  change: (visitor: Visitor) => Promise<unknown> = async () => {},
): Promise<Visitor> {
  const visitor = await scene.returning();
  await visitor.page.route(/\/cart\/add\?s=/, (route) =>
    route.fulfill({ status: Number(new URL(route.request().url()).searchParams.get('s')), body: '{}' }),
  );
  await change(visitor);
  await visitor.open(path);
  await begun(visitor, 'selectors');
  // Its own files too.
  await visitor.page.waitForLoadState('networkidle');
  await visitor.page.waitForTimeout(300);
  await visitor.page.locator('.add').first().click();
  await visitor.page.waitForTimeout(800);
  return visitor;
}

describe.concurrent('a theme without any markup', () => {
  test('shows its product where the policy says, and of nothing else a word is read', async () => {
    const visitor = await scene.returning();
    await visitor.open('/theme/nothing');
    expect(await propsOf(visitor, 'view_item')).toEqual([PROPS]);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toContain('secret');
  });

  test('shows another when its id changes in place', async () => {
    const visitor = await scene.returning();
    await visitor.open('/theme/nothing');
    await propsOf(visitor, 'view_item');
    await visitor.page.evaluate(() => {
      document.querySelector('.product')?.setAttribute('data-id', 'cup');
    });
    expect(await propsOf(visitor, 'view_item', 2)).toMatchObject([PROPS, { items: [{ item_id: 'cup' }] }]);
  });

  test('has no price where two could be meant', async () => {
    const visitor = await scene.returning();
    await visitor.open('/theme/odd');
    const { price: _, ...item } = ITEM;
    expect(await propsOf(visitor, 'view_item')).toEqual([{ items: [item] }]);
  });

  test.each(['/theme/list', '/theme/poor'])('is no view of a product here: %s', async (path) => {
    const visitor = await scene.returning();
    await visitor.open(path);
    await begun(visitor, 'selectors');
    await visitor.page.waitForTimeout(300);
    expect(await captured(visitor, 'view_item')).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});

describe.concurrent('something was put into the cart', () => {
  test.each(['/theme/fetch', '/theme/xhr', '/theme/count', '/theme/both'])(
    'if the cart says so, once: %s',
    async (path) => {
      const visitor = await press(path);
      expect(await propsOf(visitor, 'add_to_cart')).toEqual([PROPS]);
    },
  );

  test.each([
    ...['/theme/fails', '/theme/xhr-fails', '/theme/nothing', '/theme/other', '/theme/takes-out'],
    '/theme/fewer',
  ])('and not, whatever was pressed, if it does not: %s', async (path) => {
    const visitor = await press(path);
    await settle(visitor.page);
    expect(await captured(visitor, 'add_to_cart')).toEqual([]);
  });

  test('and not where nobody pressed, or no person', async () => {
    const visitor = await press('/theme/nothing');
    await visitor.open('/theme/fetch');
    await begun(visitor, 'selectors');
    await visitor.page.evaluate(async () => {
      document.querySelector<HTMLElement>('.add')?.click();
      await fetch('/cart/add?s=200', { method: 'POST' });
      (document.querySelector('.count') as HTMLElement).textContent = '5';
    });
    await settle(visitor.page);
    expect(await captured(visitor, 'add_to_cart')).toEqual([]);
  });

  test('is seen through what the store has put in the place of fetch, and that is called as before', async () => {
    const visitor = await press('/theme/fetch', async ({ page }) =>
      page.addInitScript(() => {
        const { fetch: before } = window;
        Object.assign(window, {
          calls: [],
          fetch(this: unknown, ...args: Parameters<typeof fetch>) {
            const { calls } = window as unknown as { calls: unknown[] };
            if (String(args[0]).startsWith('/cart'))
              calls.push([this === undefined || this === window, args.length]);
            return before.apply(window, args);
          },
        });
      }),
    );
    expect(await propsOf(visitor, 'add_to_cart')).toEqual([PROPS]);
    const calls = await visitor.page.evaluate(() => (window as unknown as { calls: unknown[] }).calls);
    expect(calls).toEqual([
      [true, 2],
      [true, 2],
    ]);
    const broken = await visitor.page.evaluate(() =>
      Promise.all([
        fetch('http://%').catch((error: Error) => error.name),
        fetch(new Request('/cart/add?s=422')).then(({ status }) => status),
      ]),
    );
    expect(broken).toEqual(['TypeError', 422]);
    expect(visitor.errors).toEqual([]);
  });
});
