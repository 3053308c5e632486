import type { Props } from '@sayso/protocol';
import type { Described } from './view-item.ts';

const many = (value: unknown): Props[] =>
  [value].flat().filter((one) => typeof one === 'object' && one !== null) as Props[];
const first = (value: unknown): string => {
  const [one] = [value].flat();
  return /^(string|number)$/.test(typeof one) ? `${one}`.replace(/\s+/g, ' ').trim() : '';
};
/** What all of them say, if they say the same. */
const same = (said: string[]): string => (new Set(said).size === 1 ? (said[0] ?? '') : '');

/**
 * The products of schema.org data (JSON-LD: alone, in a list, in `@graph` or as `mainEntity`), each in the variant that
 * the address names. A product inside of something else, as in a list of items, is not what the page is about.
 */
export const productsIn = (data: unknown, href: string): Omit<Described, 'text'>[] =>
  many(data).flatMap((node) =>
    [node['@type']].flat().some((type) => /(^|[/:])Product(Group)?$/.test(`${type}`))
      ? describe(node, href)
      : productsIn([node['@graph'], node.mainEntity].flat(), href),
  );

function describe(product: Props, href: string): Omit<Described, 'text'>[] {
  const here = new URL(href);
  const addressOf = ({ url }: Props): URL | null => (first(url) ? new URL(first(url), href) : null);
  /** A page may be under many paths, as in a collection; its own name is at their end. */
  const nameOf = ({ pathname }: URL): string | undefined => pathname.split('/').filter(Boolean).pop();
  const query = (offer: Props): [string, string][] => [...(addressOf(offer)?.searchParams ?? [])];
  const asked = (name: string): string | null => here.searchParams.get(name);

  const offersOf = ({ offers }: Props): Props[] =>
    many(offers).flatMap((offer) => (many(offer.offers).length ? many(offer.offers) : [offer]));
  const groups = many(product.hasVariant).flatMap((variant): Props[] => {
    const offers = offersOf(variant);
    return (offers.length ? offers : [{}]).map((offer) => ({ ...offer, ...variant }));
  });
  // Of an offer that is of another variant than the address says, nothing is true here.
  const all = (groups.length ? groups : offersOf(product)).filter((offer) =>
    query(offer).every(([name, value]) => (asked(name) ?? value) === value),
  );
  const fitting = all.filter((offer) => query(offer).every(([name]) => asked(name)));
  const chosen = fitting.length ? fitting : all;

  const variant = fitting.length === 1 ? idOf(fitting[0] ?? {}) : '';
  const item: Props = { item_id: idOf(product) || variant };
  if (!item.item_id) return [];
  const fields = {
    item_name: first(product.name),
    item_variant: variant === item.item_id ? '' : variant,
    item_brand: first(many(product.brand)[0]?.name ?? product.brand),
    item_category: first(product.category),
  };
  for (const [name, value] of Object.entries(fields)) if (value) item[name] = value;
  const currency = same(chosen.map(({ priceCurrency }) => first(priceCurrency)));
  const price = same(
    chosen.flatMap(({ price, lowPrice, highPrice }) =>
      first(price) ? first(price) : [first(lowPrice), first(highPrice)],
    ),
  );
  if (/^[A-Z]{3}$/.test(currency) && +price) item.price = +price;
  const address = addressOf(product) ?? addressOf(fitting[0] ?? {});
  return [{ item, currency, isHere: address ? nameOf(address) === nameOf(here) : undefined }];
}

const idOf = (one: Props): string =>
  first(one.productGroupID ?? one.sku ?? one.productID ?? one.gtin13 ?? one.gtin ?? one.mpn);
