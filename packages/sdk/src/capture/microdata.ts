import type { Props } from '@sayso/protocol';
import type { Stage } from './sources.ts';

/** The properties that a product is described by. No other is read: there may be people in them. */
const WANTED =
  /^(productGroupID|sku|productID|gtin13|gtin|mpn|name|brand|category|url|offers|hasVariant|price|priceCurrency|lowPrice|highPrice)$/;

/** The page's products in microdata (HTML Living Standard, section 5), as JSON-LD would have them. */
export const microdata = (document: Document, isIgnored: Stage['isIgnored']): Props[] =>
  [...document.querySelectorAll('[itemscope][itemtype*="schema.org/Product"]')]
    .filter((scope) => !scopeOf(scope) || scope.matches('[itemprop=mainEntity]'))
    .map((scope) => toNode(scope, isIgnored));

const scopeOf = (element: Element): Element | null | undefined =>
  element.parentElement?.closest('[itemscope]');

function toNode(scope: Element, isIgnored: Stage['isIgnored']): Props {
  const node: Record<string, unknown[]> & Props = { '@type': [scope.getAttribute('itemtype')] };
  for (const element of scope.querySelectorAll('[itemprop]')) {
    const name = `${element.getAttribute('itemprop')}`;
    if (scopeOf(element) !== scope || !WANTED.test(name) || isIgnored(element)) continue;
    node[name] ??= [];
    node[name].push(
      element.hasAttribute('itemscope')
        ? toNode(element, isIgnored)
        : (element.getAttribute('content') ?? element.getAttribute('href') ?? element.textContent),
    );
  }
  return node;
}
