import {
  type At,
  checked,
  fail,
  fields,
  inside,
  list,
  maybe,
  otherwise,
  type Read,
  record,
  required,
  unique,
  unlike,
} from './parse-policy-reader.ts';
import { flag, form, oneOf, text } from './parse-policy-values.ts';
import type { CaptureRules, Selectors } from './policy.ts';

/** Those that a policy has if it names none, and those that it has to name. */
const USUAL = ['page', 'click', 'markup', 'dataLayer'];
const MORE = ['search', 'form', 'scroll', 'engagement', 'vitals', 'error', 'structured', 'selectors'];
const SOURCES = [...USUAL, ...MORE];

export const readCapture = (): Read<CaptureRules> =>
  checked(
    fields<CaptureRules>({
      hold: otherwise(false, flag),
      sources: otherwise(
        USUAL,
        unique(list(oneOf(SOURCES), { most: SOURCES.length }), (source) => source),
      ),
      hashRoutes: maybe(flag),
      searchParams: maybe(unique(list(parameter, { least: 1, most: 10 }), (name) => name)),
      selectors: maybe(readSelectors()),
      sample: maybe(record(() => null, rate)),
    }),
    ({ sample: _, sources, ...settings }, at) => {
      const needs = (setting: keyof typeof settings, source: string): void => {
        const there = sources.includes(source);
        if (settings[setting] !== undefined && !there) {
          fail(inside(at, setting), `is of no use: name ${source} under capture.sources`);
        }
      };
      needs('hashRoutes', 'page');
      needs('searchParams', 'search');
      needs('selectors', 'selectors');
      if (sources.includes('selectors') && !settings.selectors) {
        fail(inside(at, 'selectors'), 'is missing: the source selectors takes nothing but what it names');
      }
    },
  );

const rate: Read<number> = (value, at) =>
  typeof value === 'number' && value > 0 && value <= 1
    ? value
    : unlike(at, 'a share of visitors: more than 0, at most 1, such as 0.1', value);

const parameter = form(/^[\w.[\]-]{1,40}$/, 'the name of a query parameter such as q');

/** `.price`, or `meta[itemprop=price] @content`. What a field holds is never read. */
const selector: Read<string> = (value, at) => {
  const read = text(300)(value, at);
  if (read === undefined) return undefined;
  const [, attribute] = / @(\S*)$/.exec(read) ?? [];
  if (attribute !== undefined && !/^[a-z][a-z0-9:-]*$/.test(attribute)) {
    return fail(at, 'expected the name of an attribute in small letters after @, such as @data-price');
  }
  return attribute === 'value' ? fail(at, 'what a field holds is never read: name another attribute') : read;
};

const plain: Read<string> = (value, at) => {
  const read = selector(value, at);
  return read !== undefined && / @\S*$/.test(read) ? fail(at, 'names an element, so no @attribute') : read;
};

const readSelectors = (): Read<Selectors> =>
  checked(
    fields<Selectors>({
      product: required(plain),
      id: required(selector),
      name: maybe(selector),
      variant: maybe(selector),
      brand: maybe(selector),
      category: maybe(selector),
      price: maybe(selector),
      currency: maybe(selector),
      locale: maybe(form(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag such as de-CH')),
      addToCart: maybe(plain),
      cartRequest: maybe(form(/^[\x21-\x7e]{4,200}$/, 'a part of an address such as /cart/add')),
      cartCount: maybe(selector),
    }),
    checkSelectors,
  );

function checkSelectors(selectors: Selectors, at: At): void {
  const { price, currency, addToCart, cartRequest, cartCount } = selectors;
  if (price && !currency) {
    fail(inside(at, 'currency'), 'is missing: an amount needs one, such as EUR or where the page says it');
  }
  if (addToCart && !cartRequest && !cartCount) {
    fail(inside(at, 'addToCart'), 'needs cartRequest or cartCount: a click alone puts nothing into a cart');
  }
  for (const field of ['cartRequest', 'cartCount'] as const) {
    if (selectors[field] && !addToCart) fail(inside(at, field), 'is of no use without addToCart');
  }
}
