/** What is inside these is never captured: the store says so, or it is Sayso's own. */
const IGNORED = '[data-sayso-ignore], [data-sayso-mask], .sayso-ignore, sayso-banner';

/** A link or a button, as a person sees it. */
export const PRESSED = 'a, button, [role=button]';

/** From what was clicked outwards, through shadow roots; nothing if it is not to be captured. */
export function pathOf(event: Event): Element[] {
  const path = event.composedPath().filter((node): node is Element => 'matches' in node);
  return event.isTrusted && !path.some((element) => element.matches(IGNORED)) ? path : [];
}

export const isIgnored = (element: Element): boolean => element.closest(IGNORED) !== null;
