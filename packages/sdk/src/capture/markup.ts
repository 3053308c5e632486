import type { Props } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { EARLY, isIgnored, PRESSED, pathOf } from './path.ts';

/** The gate. */
interface Gate {
  passes(name: string): boolean;
  record(name: string, props: unknown): void;
}

export interface Markup {
  /** Sends what the page shows and was not sent yet, and from now on what it comes to show. */
  look(): void;
  /** What the page shows counts as not sent, but for its order: it is seen anew. */
  forget(): void;
}

const NAME = 'data-sayso-event';
const FIELDS = ['data-sayso-item', 'data-sayso-props', 'data-sayso-currency'];

/**
 * Events written in the page: `data-sayso-event="add_to_cart"` with `data-sayso-item='{"id": …}'` (an item or a
 * list of them), `data-sayso-currency`, and `data-sayso-props` for other properties. A `view_…` is sent when
 * it is shown, as is a purchase, a search or the begin of a checkout that is on no button; all else on a click.
 */
export function watchMarkup(window: PageWindow, gate: Gate): Markup {
  const { document } = window;
  let sent = new WeakMap<Element, string>();
  // An order was placed once, however often its page is seen.
  const orders = new WeakMap<Element, string>();
  let timer = 0;
  let observer: MutationObserver | undefined;

  document.addEventListener(
    'click',
    (event) => {
      const element = pathOf(event).find((e) => e.hasAttribute(NAME));
      if (element && !isShown(element)) gate.record(nameOf(element), propsOf(element));
    },
    EARLY,
  );

  const look = (): void => {
    timer = 0;
    for (const element of document.querySelectorAll(`[${NAME}]`)) {
      if (!isShown(element) || isIgnored(element)) continue;
      // What changes in place, as when another variant is chosen, is another view.
      const name = nameOf(element);
      const text = gate.passes(name)
        ? [NAME, ...FIELDS].map((field) => element.getAttribute(field)).join()
        : '';
      const told = name === 'purchase' ? orders : sent;
      if (text && told.get(element) !== text) gate.record(name, propsOf(element));
      if (text || told === sent) told.set(element, text);
    }
    // A store that renders in the browser changes its page after its address, and in many steps.
    observer ??= new window.MutationObserver(() => {
      if (!timer) timer = window.setTimeout(look, 100);
    });
    observer.observe(document, { subtree: true, childList: true, attributeFilter: [NAME, ...FIELDS] });
  };
  return {
    look,
    forget() {
      sent = new WeakMap();
    },
  };
}

const nameOf = (element: Element): string => element.getAttribute(NAME) ?? '';

const isShown = (element: Element): boolean =>
  /^view_/.test(nameOf(element)) ||
  (/^(purchase|search|begin_checkout)$/.test(nameOf(element)) && !element.matches(PRESSED));

/** The properties; undefined where the page's JSON is none, which is then reported as invalid. */
function propsOf(element: Element): unknown {
  const [item, props, currency] = FIELDS.map((name) => element.getAttribute(name));
  try {
    const items = item ? [JSON.parse(item)].flat().map(toItem) : [];
    const found = currency ?? items.map((i) => i.currency).find(Boolean);
    return {
      ...(items.length ? { items } : {}),
      ...(found ? { currency: found } : {}),
      ...(props ? JSON.parse(props) : {}),
    };
  } catch {
    return [];
  }
}

/** GA4's names for the short ones. */
const toItem = (item: Props): Props =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) =>
      /^(id|name|variant|brand|category)$/.test(key) ? [`item_${key}`, `${value}`] : [key, value],
    ),
  );
