import type { Props, Selectors } from '@sayso/protocol';
import type { Source, Stage } from './sources.ts';
import type { Described } from './view-item.ts';

/** How long, in milliseconds, the cart may take to show that something was put into it. */
const PATIENCE = 10_000;

/**
 * A theme without any markup: where it shows its product is said by the policy, and nothing else is looked at. The page's
 * one product is a `view_item`; a click on its button is an `add_to_cart` when the cart's request was answered with 2xx or
 * the cart's count has grown, and never without.
 */
export async function watch(stage: Stage): Promise<Source> {
  const { window, rules, signal, record, pathOf, isIgnored } = stage;
  const { document, performance } = window;
  const where = rules.selectors as Selectors;
  const { product, addToCart, cartRequest, cartCount, currency: money = '' } = where;
  const { watchItem } = await import('./view-item.ts');
  const { parsePrice } = where.price ? await import('./price.ts') : { parsePrice: () => null };
  let waiting: { props: Props; until: number; count: number } | null = null;

  const describe = (root: Element): Described | null => {
    const item: Props = {};
    for (const field of ['id', 'name', 'variant', 'brand', 'category'] as const) {
      const said = read(root, where[field]);
      if (said) item[`item_${field}`] = said;
    }
    const currency = /^[A-Z]{3}$/.test(money) ? money : read(root, money) || read(document, money);
    const price = parsePrice(
      read(root, where.price),
      where.locale ?? (document.documentElement.lang || 'en'),
      currency,
      // What stands in an attribute is for programs.
      / @/.test(`${where.price}`),
    );
    if (price !== null) item.price = price;
    return item.item_id ? { text: JSON.stringify(item), item, currency } : null;
  };

  /** What a selector with ` @attribute`, or without, finds; empty if nothing. What somebody fills in is never read. */
  function read(root: Element | Document, selector = ''): string {
    const [css = '', attribute] = selector.split(/ @(?=\S+$)/);
    if (!css) return '';
    const element = 'matches' in root && root.matches(css) ? root : root.querySelector(css);
    if (!element || isIgnored(element) || (!attribute && element.closest('select, textarea'))) return '';
    const text = attribute ? element.getAttribute(attribute) : element.textContent;
    return text?.replace(/\s+/g, ' ').trim() ?? '';
  }

  const inCart = (): number => +(/\d+/.exec(read(document, cartCount)) ?? 0);

  const confirm = (isSo: boolean): void => {
    if (isSo && waiting && performance.now() < waiting.until) record('add_to_cart', waiting.props);
    waiting = null;
  };

  if (addToCart) {
    // Before any click is heeded: else a first answer would be missed, and the next one taken for it.
    if (cartRequest) {
      const { watchRequests } = await import('./cart.ts');
      watchRequests(window, signal, cartRequest, () => !!waiting, confirm);
    }
    document.addEventListener(
      'click',
      (event) => {
        const path = pathOf(event);
        const button = path.find((element) => element.matches(addToCart));
        const root = button && path.find((element) => element.matches(product));
        const said = root && describe(root);
        if (!said) return;
        const { item, currency } = said;
        const props = { items: [item], ...(item.price ? { value: item.price, currency } : {}) };
        waiting = { props, until: performance.now() + PATIENCE, count: inCart() };
      },
      { capture: true, passive: true, signal },
    );
  }
  const attributes = Object.values(where).flatMap((selector) => / @(\S+)$/.exec(selector)?.[1] ?? []);
  return watchItem(stage, attributes, () => {
    if (waiting && inCart() > waiting.count) confirm(true);
    const [root, ...more] = document.querySelectorAll(product);
    const said = root && !more.length && !isIgnored(root) ? describe(root) : null;
    return said ? [said] : [];
  });
}
