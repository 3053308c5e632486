/**
 * What is inside these is never captured: the store says so to us or to another tool, a person may have written it, or
 * it is Sayso's own.
 */
const IGNORED =
  '[data-sayso-ignore], [data-sayso-mask], .sayso-ignore, [contenteditable], sayso-banner, ' +
  '.ph-no-capture, .ph-sensitive, [data-private], .fs-exclude, .fs-mask, [data-hj-suppress]';

/** For a listener that only looks, before the page may stop the event. */
export const EARLY = { capture: true, passive: true };

/** A link or a button, as a person sees it. */
export const PRESSED = 'a, button, [role=button]';

/** From what was clicked outwards, through shadow roots; nothing if it is not to be captured. */
export function pathOf(event: Event): Element[] {
  const path = event.composedPath().filter((node): node is Element => 'matches' in node);
  return event.isTrusted && !path.some((element) => element.matches(IGNORED)) ? path : [];
}

export const isIgnored = (element: Element): boolean => element.closest(IGNORED) !== null;

/** Addresses and paths of pages that say who the visitor is, or what they do alone. */
export const isPrivate = (address: string): boolean =>
  /\/(account|checkout|orders|login|password|reset)(?![\w-])/i.test(address);
