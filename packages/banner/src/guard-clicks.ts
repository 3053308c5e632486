import { type Flaw, hasItsButtons } from './guard-flaws.ts';

/** Milliseconds after a key was pressed in which a click may come of it. */
const KEY = 1000;

/**
 * Stops clicks of a person that would agree to what is not fairly shown at that moment, or that were meant for
 * something else. Returns what listens, to be called again where listeners may have been taken away.
 */
export function guardClicks(
  element: HTMLElement,
  flaw: () => Flaw | undefined,
  stopped: (why: string) => void,
  signal: AbortSignal,
): () => void {
  let pressed: KeyboardEvent | undefined;
  let onto: EventTarget | null;

  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    pressed = event;
    onto = event.target;
  };
  // A key that went down in a field of the store must not agree because the page moved the focus meanwhile.
  const isStolen = (event: MouseEvent, button: Element): boolean =>
    !event.detail && !!pressed && event.timeStamp - pressed.timeStamp < KEY && onto !== button;

  const click = (event: MouseEvent): void => {
    const button = (event.target as Element).closest('[data-action]');
    if (!button || !event.isTrusted) return;
    let why: string | undefined;
    if (!/^(accept-all|ok|save|confirm)$/.test(button.getAttribute('data-action') ?? '')) {
      // A no is never held back, but by a button that only says that it is one.
      if (!hasItsButtons(element)) why = 'its buttons were exchanged';
    } else if (isStolen(event, button)) why = 'the key was pressed somewhere else';
    else {
      const found = flaw();
      // Too little contrast is the same for yes and no.
      if (found && found.kind !== 'contrast') why = found.what;
    }
    if (!why) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    stopped(`a click did not count: ${why}`);
  };

  return () => {
    addEventListener('keydown', key, { capture: true, signal });
    element.addEventListener('click', click, { capture: true, signal });
  };
}
