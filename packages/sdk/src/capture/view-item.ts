import type { Props } from '@sayso/protocol';
import type { Source, Stage } from './sources.ts';

/** A product, as the page describes it. */
export interface Described {
  /** The words that describe it: the same words are the same description. */
  text: string;
  item: Props;
  currency: string;
  /** Whether it says itself that it is of this page; undefined where it says nothing. */
  isHere?: boolean | undefined;
}

/**
 * The one product of a page as `view_item`: when it is there, and again when another variant or product takes its place.
 * `find` is asked whenever the page has changed, and `attributes` are changes too. Not told of is what was there on another
 * path already, which may have left it behind; nor any, where there is more than one product.
 */
export function watchItem(
  { window, signal, record }: Stage,
  attributes: string[],
  find: () => Described[],
): Source {
  const { document, location, performance } = window;
  // It took a file to get here.
  if (signal.aborted) return {};
  const [load] = performance.getEntriesByType('navigation');
  // What is there at first came with the document, wherever the visitor has gone since.
  let from = load && new URL(load.name).pathname;
  const firstOn = new Map<string, string>();
  const told = new Set<string>();
  let timer = 0;

  const look = (): void => {
    const { pathname } = location;
    const found = find();
    for (const { text } of found) if (!firstOn.has(text)) firstOn.set(text, from ?? pathname);
    from = undefined;
    const [one, ...others] = found.filter(({ text, isHere }) => isHere ?? firstOn.get(text) === pathname);
    if (!one || others.some(({ item }) => item.item_id !== one.item.item_id)) return;
    const { item, currency } = one;
    const { item_id, item_variant, price } = item;
    const id = `${item_id} ${item_variant}`;
    if (told.has(id)) return;
    told.add(id);
    record('view_item', { items: [item], ...(price ? { value: price, currency } : {}) });
  };
  const observer = new window.MutationObserver(() => {
    if (timer) return;
    timer = window.setTimeout(() => {
      timer = 0;
      if (!signal.aborted) look();
    }, 100);
  });
  look();
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: attributes,
  });
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    look,
    page: () => told.clear(),
  };
}
