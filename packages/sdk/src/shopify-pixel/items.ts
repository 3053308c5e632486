import { amountIn, dig, type Fields, idOf, known, many, moneyOf, textOf } from './read.ts';

/** A variant as an item; with its price, if that is in `currency`. Empty if nothing says which product it is. */
export function itemOf(variant: unknown, currency?: string, more: Fields = {}): Fields[] {
  const id = idOf(dig(variant, 'id'));
  const product = idOf(dig(variant, 'product.id')) ?? id;
  if (!product) return [];
  return [
    known({
      item_id: product,
      item_name: textOf(dig(variant, 'product.title')),
      item_variant: id === product ? undefined : id,
      item_brand: textOf(dig(variant, 'product.vendor')),
      item_category: textOf(dig(variant, 'product.type')),
      price: amountIn(currency, dig(variant, 'price')),
      ...more,
    }),
  ];
}

/** How many, if it is a number of things. */
const quantityOf = (line: unknown): number | undefined => {
  const quantity = dig(line, 'quantity');
  return Number.isSafeInteger(quantity) && (quantity as number) > 0 ? (quantity as number) : undefined;
};

/** A line of a cart. */
export const cartItem = (line: unknown, currency?: string): Fields[] =>
  itemOf(dig(line, 'merchandise'), currency, { quantity: quantityOf(line) });

/** A line of a checkout, with the discount on each piece. Its `properties` are what the buyer wrote: never read. */
export function checkoutItem(line: unknown, currency?: string): Fields[] {
  const quantity = quantityOf(line);
  const discount = many(dig(line, 'discountAllocations')).reduce<number>(
    (sum, each) => sum + (amountIn(currency, dig(each, 'amount')) ?? 0),
    0,
  );
  return itemOf(dig(line, 'variant'), currency, {
    quantity,
    discount:
      quantity && discount
        ? moneyOf({ amount: discount / quantity, currencyCode: currency })?.amount
        : undefined,
  });
}
