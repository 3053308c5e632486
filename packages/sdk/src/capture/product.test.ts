import { describe, expect, test } from 'vitest';
import { productsIn } from './product.ts';

const HERE = 'https://shop.example/collections/all/products/mug?variant=2&utm_source=x';
const offer = { '@type': 'Offer', price: '18.00', priceCurrency: 'EUR' };
const mug = { '@type': 'Product', sku: 'mug', name: 'Mug', offers: offer };
const items = (data: unknown, href = HERE) => productsIn(data, href).map(({ item }) => item);
const MUG = { item_id: 'mug', item_name: 'Mug', price: 18 };

describe('a product that a page describes', () => {
  test.each([
    ['alone', mug],
    ['in a list', [{ '@type': 'WebSite', name: 'Shop' }, mug]],
    ['in a graph', { '@graph': [{ '@type': 'Organization', name: 'Shop' }, mug] }],
    ['as what the page is about', { '@type': 'ItemPage', mainEntity: mug }],
    ['by its whole name', { ...mug, '@type': 'https://schema.org/Product' }],
    ['with another type', { ...mug, '@type': ['Product', 'Thing'] }],
    ['with a list of offers', { ...mug, offers: [offer] }],
    [
      'with a range that is none',
      { ...mug, offers: { lowPrice: 18, highPrice: '18', priceCurrency: 'EUR' } },
    ],
  ])('is found %s', (_how, data) => {
    expect(items(data)).toEqual([MUG]);
  });

  test('says brand, category and currency, and numbers are texts where they are ids', () => {
    const data = { ...mug, sku: 7, brand: { '@type': 'Brand', name: 'Fern' }, category: 'Kitchen > Mugs' };
    expect(productsIn(data, HERE)).toMatchObject([
      { item: { item_id: '7', item_brand: 'Fern', item_category: 'Kitchen > Mugs' }, currency: 'EUR' },
    ]);
    expect(items({ ...mug, brand: 'Fern' })).toMatchObject([{ item_brand: 'Fern' }]);
  });

  test.each([
    ['in a list of items', { '@type': 'ItemList', itemListElement: [{ item: mug }] }],
    ['related to something', { '@type': 'WebPage', relatedLink: mug }],
    ['without an id', { ...mug, sku: undefined }],
    ['of another type', { '@type': 'Person', sku: 'x', name: 'Jane Doe' }],
    ['that is a kind of it', { '@type': 'ProductReview', sku: 'x' }],
  ])('is none %s', (_how, data) => {
    expect(items(data)).toEqual([]);
  });

  test('has no price where there are several, none, no currency, or one that is no number', () => {
    const without = { item_id: 'mug', item_name: 'Mug' };
    for (const offers of [
      [offer, { ...offer, price: 20 }],
      { lowPrice: 5, highPrice: 9, priceCurrency: 'EUR' },
      { price: '18,00', priceCurrency: 'EUR' },
      { price: 18 },
      { price: 18, priceCurrency: '€' },
      [],
      undefined,
    ]) {
      expect(items({ ...mug, offers })).toEqual([without]);
    }
  });

  test('is in the variant that the address names', () => {
    const variants = [1, 2].map((n) => ({
      ...offer,
      sku: `mug-${n}`,
      price: n,
      url: `/products/mug?variant=${n}`,
    }));
    const data = { ...mug, offers: variants };
    expect(items(data)).toEqual([{ ...MUG, item_variant: 'mug-2', price: 2 }]);
    expect(items(data, 'https://shop.example/products/mug')).toEqual([{ item_id: 'mug', item_name: 'Mug' }]);
    expect(items({ ...data, offers: variants.slice(0, 1) })).toEqual([{ item_id: 'mug', item_name: 'Mug' }]);
    const group = {
      '@type': 'ProductGroup',
      productGroupID: 'mug',
      name: 'Mug',
      hasVariant: variants.map(({ sku, price, url }) => ({
        '@type': 'Product',
        sku,
        url,
        offers: { ...offer, price },
      })),
    };
    expect(items(group)).toEqual([{ ...MUG, item_variant: 'mug-2', price: 2 }]);
  });

  test('says whether it is of this page, by the end of its path', () => {
    const isHere = (url: unknown) => productsIn({ ...mug, url }, HERE)[0]?.isHere;
    expect(isHere('https://shop.example/products/mug')).toBe(true);
    expect(isHere('/products/mug/')).toBe(true);
    expect(isHere('/products/cup')).toBe(false);
    expect(isHere('/')).toBe(false);
    expect(isHere(undefined)).toBeUndefined();
  });

  test.each([null, 'text', 7, [null], [[mug]], { '@graph': 'x' }, { '@type': 'Product', sku: {} }])(
    'is nothing in %j, and nothing throws',
    (data) => {
      expect(() => items(data)).not.toThrow();
    },
  );
});
