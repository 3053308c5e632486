/** The visitor's own click, as the DOM or React hands it to a listener. */
export type Click = Event | { nativeEvent: Event };

/** Tells a person's click from anything that code can make. */
export interface Hand {
  /** Whether a person clicked just now, inside `element`, and this click has not been used before. */
  made(click: Click, element: Element | undefined): boolean;
}

/**
 * Only a `click`: code can send a form, and the event for that is trusted all the same; and a click on a label is passed on
 * as a trusted one, whoever made it, but code's does not activate the page. One click is one step.
 */
export function person(): Hand {
  const used = new WeakSet<Event>();
  return {
    made(click, element) {
      const event = 'nativeEvent' in click ? click.nativeEvent : click;
      try {
        // Throws for anything but a real event, and is empty once the event is over.
        const path = Event.prototype.composedPath.call(event);
        if (!event.isTrusted || event.type !== 'click' || used.has(event)) return false;
        if (!element || !path.includes(element) || navigator.userActivation?.isActive === false) return false;
        used.add(event);
        return true;
      } catch {
        return false;
      }
    },
  };
}
