import { adopt } from './adopt.ts';
import type { Host } from './host.ts';

/** Some say `aria-modal`, which is looked for elsewhere; others, as Base UI's and Radix', only what they are. */
const DIALOGS = '[role=dialog],[role=alertdialog]';
const CONTROLS =
  'a[href],button,input,select,textarea,summary,iframe,[role=button],[tabindex]:not([tabindex="-1"])';

/** The banner goes up by at most this part of the window; style.ts holds it to that too. */
const HIGHEST = 0.4;

/** Why scrolling the page does not bring a control out from under the banner. */
interface Pinned {
  /** The outermost element that stays where it is in the window. */
  pin: Element | undefined;
  /** What scrolls by itself, and holds the control. */
  scroller: HTMLElement | undefined;
}

function pinned(control: Element): Pinned {
  let pin: Element | undefined;
  let scroller: HTMLElement | undefined;
  for (let at: Element | null = control; at && at !== document.body; at = at.parentElement) {
    const { overflowY, position, bottom } = getComputedStyle(at);
    if (!pin && at !== control && /auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight)
      scroller ??= at as HTMLElement;
    // What sticks to the top passes by.
    if (position === 'fixed' || (position === 'sticky' && bottom !== 'auto')) pin = at;
  }
  return { pin, scroller };
}

function isSeen(element: Element): boolean {
  const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
  const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  return (
    width * height > 0 &&
    isInside &&
    getComputedStyle(element).pointerEvents !== 'none' &&
    element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) !== false
  );
}

export interface Room {
  /** `moved`: the page may have changed. True while the banner is to step aside. */
  look(moved: boolean): boolean;
  end(): void;
}

/** Whether this is the banner of a second copy of Sayso. */
function isSecond(host: Element): boolean {
  const copies = [...document.querySelectorAll('sayso-banner')].filter((one) => {
    if ('sayso' in one) return true;
    // What a store kept of an old page is no banner.
    one.remove();
    return false;
  });
  // Each puts itself first.
  return copies.at(-1) !== host;
}

/** Says in the page, at each `data-sayso="status"`, that a signal is honoured: in the page, never over it (S50, S51). */
function showStatus(text: string, locale: string): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-sayso=status]')) {
    if (element.textContent === text && element.hidden === !text) continue;
    element.textContent = text;
    element.hidden = !text;
    element.lang = locale;
  }
}

/**
 * Makes room where the store keeps something at the bottom of the window, which no scrolling brings out from under
 * the banner: the banner goes up above it (`--sayso-bottom`), what scrolls by itself gets room at its end, and for a
 * panel that was opened since and leaves no room, or is a dialog, the banner steps aside.
 */
export function openRoom(banner: Host): Room {
  const { element: host } = banner;
  // A copy that a store makes of its page has no such property.
  Object.assign(host, { sayso: true });
  let lifted = 0;
  let lower: (() => void) | undefined;
  let panel: Element | undefined;
  let from: Set<Element> | undefined;
  const padded = new Map<CSSStyleDeclaration, () => void>();

  const lift = (up: number): void => {
    if (up === lifted) return;
    lower?.();
    lower = up ? adopt(`:root{--sayso-bottom:${up}px;}`) : undefined;
    lifted = up;
  };
  const hide = (away: boolean): boolean => {
    if (away) host.style.setProperty('display', 'none', 'important');
    else if (host.style.display === 'none') host.style.removeProperty('display');
    return away;
  };
  const pad = ({ style }: HTMLElement, own: string, room: number): void => {
    if (room <= 0 || padded.has(style)) return;
    const { paddingBottom, scrollPaddingBottom } = style;
    padded.set(style, () => Object.assign(style, { paddingBottom, scrollPaddingBottom }));
    style.paddingBottom = `calc(${own} + ${room}px)`;
    // What is scrolled to, and the keyboard's focus, comes to lie above the banner.
    style.scrollPaddingBottom = `${room}px`;
  };

  return {
    look(moved) {
      if (moved) showStatus(banner.status, host.lang);
      if (host.isConnected && isSecond(host)) return hide(true);
      if (panel?.isConnected && isSeen(panel)) return true;
      if (!panel && !moved) return false;
      panel = undefined;
      hide(false);
      if (!host.popover || !host.isConnected) return false;
      const box = host.getBoundingClientRect();
      const up = -Number.parseFloat(getComputedStyle(host).translate.split(' ')[1] ?? '0');
      const isUnder = (element: Element): boolean => {
        const { top, bottom, left, right, width } = element.getBoundingClientRect();
        const isBeside = right - width / 4 < box.left || left + width / 4 > box.right;
        return !isBeside && bottom >= box.top + up && top <= innerHeight && !host.contains(element);
      };
      const tall = new Set(
        [...document.querySelectorAll(DIALOGS)].filter(
          (one) => one.clientHeight > innerHeight / 2 && isUnder(one) && isSeen(one) && pinned(one).pin,
        ),
      );
      let need = 0;
      for (const control of document.querySelectorAll(CONTROLS)) {
        if (!isUnder(control)) continue;
        const { top } = control.getBoundingClientRect();
        const { pin, scroller } = pinned(control);
        if (!(pin || scroller) || !isSeen(control)) continue;
        if (scroller) {
          if (pin || scroller.clientHeight > innerHeight / 2)
            pad(
              scroller,
              getComputedStyle(scroller).paddingBottom,
              scroller.getBoundingClientRect().bottom - box.top,
            );
        } else if (pin) {
          const bar = pin.getBoundingClientRect();
          const room = Math.ceil(innerHeight - (bar.height < innerHeight / 2 ? bar.top : top));
          if (room > innerHeight * HIGHEST) tall.add(pin);
          else need = Math.max(need, room);
        }
      }
      lift(need);
      // What stood there before the banner is the store's layout, not something that was opened.
      from ??= tall;
      panel = [...tall].find((pin) => !from?.has(pin));
      return hide(!!panel);
    },
    end() {
      showStatus('', '');
      lift(0);
      for (const undo of padded.values()) undo();
    },
  };
}
