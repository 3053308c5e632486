import { describe, expect, test } from 'vitest';
import { begun, captured, openCapture, propsOf } from './capture-scene.ts';
import type { Visitor } from './visitor.ts';

const product = (over: object = {}): string =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'Organization', name: 'Jane Doe Ltd', email: 'secret@shop.example' },
      {
        '@type': 'Product',
        sku: 'mug',
        name: 'Mug',
        brand: { name: 'Fern' },
        review: { author: 'secret' },
        offers: { price: '18.00', priceCurrency: 'EUR' },
        ...over,
      },
    ],
  });
const ld = (json: string): string => `<script type="application/ld+json">${json}</script>`;
const variants = [1, 2].map((n) => ({
  sku: `mug-${n}`,
  price: 10 * n,
  priceCurrency: 'EUR',
  url: `/products/v?variant=${n}`,
}));

const scene = openCapture(
  { sources: ['page', 'markup', 'dataLayer', 'structured'] },
  {
    '/products/mug': `<h1>Mug</h1>${ld(product())}`,
    '/products/v?variant=1': `<h1>Variants</h1>${ld(product({ offers: variants }))}`,
    '/products/marked': `<h1>Marked</h1>${ld(product())}<div data-sayso-event="view_item" data-sayso-item='{"id":"own-id"}'></div>`,
    '/list': `<h1>List</h1>${ld(product())}${ld(product({ sku: 'cup' }))}`,
    '/elsewhere': `<h1>Featured</h1>${ld(product({ url: '/products/mug' }))}`,
    '/bad': `<h1>Bad</h1>${ld('{"@type": "Product", ')}${ld('null')}${ld(product({ url: 'https://%' }))}`,
    '/micro': `<h1>Micro</h1>
      <div itemscope itemtype="https://schema.org/Product">
        <meta itemprop="sku" content="cup"><h2 itemprop="name"> Cup,
          blue </h2>
        <span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><b itemprop="name">Fern</b></span>
        <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
          <span itemprop="price" content="12.50">12,50</span><meta itemprop="priceCurrency" content="EUR">
        </div>
        <div itemprop="review" itemscope itemtype="https://schema.org/Review"><i itemprop="name">secret</i></div>
        <div data-sayso-mask><b itemprop="category">secret</b></div>
      </div>
      <div itemscope itemtype="https://schema.org/ItemList">
        <div itemprop="item" itemscope itemtype="https://schema.org/Product"><b itemprop="sku">other</b></div>
      </div>`,
  },
);
const MUG = { item_id: 'mug', item_name: 'Mug', item_brand: 'Fern', price: 18 };

const go = ({ page }: Visitor, to: string): Promise<void> =>
  page.evaluate((address) => history.pushState(null, '', address), to);
const write = ({ page }: Visitor, json: string): Promise<void> =>
  page.evaluate((text) => {
    const script = document.querySelector('script[type="application/ld+json"]');
    if (script) script.textContent = text;
  }, json);

describe.concurrent('a product that is described for search engines', () => {
  test('is a view of it, once, and nothing else of the description leaves', async () => {
    const visitor = await scene.returning();
    await visitor.open('/products/mug');
    await begun(visitor, 'structured');
    await visitor.page.evaluate(() => document.body.append('something changes'));
    await visitor.page.waitForTimeout(300);
    expect(await propsOf(visitor, 'view_item')).toEqual([{ items: [MUG], value: 18, currency: 'EUR' }]);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/secret|Jane/);
  });

  test('in microdata too', async () => {
    const visitor = await scene.returning();
    await visitor.open('/micro');
    expect(await propsOf(visitor, 'view_item')).toEqual([
      {
        items: [{ item_id: 'cup', item_name: 'Cup, blue', item_brand: 'Fern', price: 12.5 }],
        value: 12.5,
        currency: 'EUR',
      },
    ]);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/secret|other/);
  });

  test('in another variant is another, also when the address changes and the description does not', async () => {
    const visitor = await scene.returning();
    await visitor.open('/products/v?variant=1');
    await propsOf(visitor, 'view_item');
    for (const variant of ['?variant=2', '?variant=1', '?variant=2&sort=x']) await go(visitor, variant);
    await visitor.page.waitForTimeout(300);
    expect(await propsOf(visitor, 'view_item', 2)).toMatchObject([
      { items: [{ item_id: 'mug', item_variant: 'mug-1', price: 10 }] },
      { items: [{ item_id: 'mug', item_variant: 'mug-2', price: 20 }] },
    ]);
    expect((await captured(visitor, 'page_view')).length).toBe(1);
  });

  test('that was left behind by the page before is not of the one that is shown', async () => {
    const visitor = await scene.returning();
    await visitor.open('/products/mug');
    await propsOf(visitor, 'view_item');
    await go(visitor, '/products/cup');
    await visitor.page.waitForTimeout(400);
    expect(await propsOf(visitor, 'view_item')).toHaveLength(1);
    await write(visitor, product({ sku: 'cup', name: 'Cup' }));
    const both = await propsOf(visitor, 'view_item', 2);
    expect(both[1]).toMatchObject({ items: [{ item_id: 'cup' }] });
    const [, cup] = await captured(visitor, 'view_item');
    expect(cup?.page?.path).toBe('/products/cup');
    // And back: the description of the cup is left behind now.
    await go(visitor, '/products/mug');
    await visitor.page.waitForTimeout(300);
    await write(visitor, product());
    await propsOf(visitor, 'view_item', 3);
    await visitor.page.waitForTimeout(300);
    const paths = (await captured(visitor, 'view_item')).map(({ page, props }) => [
      page?.path,
      (props as { items: { item_id: string }[] }).items[0]?.item_id,
    ]);
    expect(paths).toEqual([
      ['/products/mug', 'mug'],
      ['/products/cup', 'cup'],
      ['/products/mug', 'mug'],
    ]);
  });

  test('before the visitor went on without a load is not of this page, when the choice comes there', async () => {
    const visitor = await scene.visit();
    await visitor.open('/products/mug');
    await go(visitor, '/basket');
    await visitor.accept();
    await begun(visitor, 'structured');
    await visitor.page.waitForTimeout(300);
    expect(await captured(visitor, 'view_item')).toEqual([]);
  });

  test('and in the markup is the markup’s', async () => {
    const visitor = await scene.returning();
    await visitor.open('/products/marked');
    await begun(visitor, 'structured');
    await visitor.page.waitForTimeout(300);
    expect(await propsOf(visitor, 'view_item')).toEqual([{ items: [{ item_id: 'own-id' }] }]);
  });

  test.each(['/list', '/elsewhere', '/bad'])('is none where it is not the page’s one: %s', async (path) => {
    const visitor = await scene.returning();
    await visitor.open(path);
    await begun(visitor, 'structured');
    await visitor.page.waitForTimeout(300);
    expect(await captured(visitor, 'view_item')).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
