import { textsOf } from './dom.ts';
import { covering, hasOwnColours, weakness } from './guard-look.ts';
import type { Mender } from './guard-mend.ts';
import type { Host } from './host.ts';

export interface Flaw {
  kind: 'words' | 'top' | 'cover' | 'look' | 'contrast';
  /** The start of a sentence. */
  what: string;
  /** Left out where it takes the mender. */
  mend?: () => void;
}

/** Nothing in the first layer has any of these by itself. */
const LAMED =
  '[disabled],[hidden],[inert],[aria-hidden],[aria-disabled],[aria-label],[aria-labelledby],[tabindex],[role]';
const LAMED_HOST = '[hidden],[inert],[aria-hidden],:not([popover=manual])';

/** Whether the first layer's buttons are those that were drawn, in their order. True for any other screen. */
export const hasItsButtons = (element: HTMLElement): boolean =>
  !element.popover ||
  ['accept-all', 'ok'].some(
    (yes) =>
      [...element.querySelectorAll('button')].map((one) => one.getAttribute('data-action')).join() ===
      `reject-all,${yes},customise`,
  );

/** Whether page code rewrote the banner. A translator may, which changes nearly all there is. */
function isRewritten({ element, words }: Host): boolean {
  if (element.matches(LAMED_HOST) || element.querySelector(LAMED) || !hasItsButtons(element)) return true;
  const now = textsOf(element);
  const changes = now.filter((text, n) => text !== words[n]).length;
  return now.length !== words.length || (changes > 0 && changes * 2 < words.length);
}

/** Drawings of the first layer that were seen in the top layer. Browsers without popovers have none. */
const raised = new WeakSet<Element>();
const isOnTop = (element: Element): boolean => 'popover' in element && element.matches(':popover-open');

/** The first thing that is wrong with what is on the screen. */
export function findFlaw(host: Host, changed: () => void, mender?: Mender): Flaw | undefined {
  const { element, words } = host;
  const dialog = element.querySelector('dialog');
  if (!element.isConnected || !(dialog || words.length)) return;
  const box = dialog ?? element;
  const raise = (): void => {
    if (element.popover) element.hidePopover();
    host.raise();
  };
  const anew = (): void => {
    const { activeElement } = document;
    const focused = element.contains(activeElement) && activeElement?.getAttribute('data-action');
    for (const name of ['hidden', 'inert', 'aria-hidden']) element.removeAttribute(name);
    element.remove();
    changed();
    host.raise();
    element.querySelector<HTMLElement>(`[data-action=${focused}]`)?.focus({ preventScroll: true });
  };
  const [drawing] = element.children;
  if (!dialog && drawing) {
    if (isRewritten(host))
      return { kind: 'words', what: 'words or buttons of the banner were changed', mend: anew };
    if (isOnTop(element)) raised.add(drawing);
    else if (raised.has(drawing)) return { kind: 'top', what: 'the banner was closed', mend: raise };
    else host.raise();
  }
  const weak = weakness(box, mender);
  if (weak) return { kind: 'look', what: weak };
  const over = dialog ? undefined : covering(element);
  if (over) {
    // Who comes last is on top. What covers it from inside was not drawn here.
    const mend = element.contains(over) ? anew : raise;
    return { kind: 'cover', what: `<${over.localName}> lay over the banner`, mend };
  }
  const low = mender
    ? mender.lowContrast(box)
    : hasOwnColours(box)
      ? ''
      : 'the colours are not the usual ones';
  return low ? { kind: 'contrast', what: low } : undefined;
}
