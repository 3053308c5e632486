import { make, textsOf } from './dom.ts';

/** The one element that holds all that the visitor sees: a direct child of `body`, in the light DOM. */
export interface Host {
  readonly element: HTMLElement;
  /** The words of the first layer as it was drawn; none while something else is held. */
  words: string[];
  /** What is to be said in the page at each `data-sayso="status"`; empty for nothing. */
  status: string;
  /** Says in which language and direction everything in it is. */
  speak(lang: string, dir: string): void;
  /** Shows a first layer over the page, without taking the focus or moving anything. */
  show(title: string, nodes: Node[]): void;
  /** Puts what is shown into the top layer. Once a frame has shown it: on the spot the whole page's style would be due. */
  raise(): void;
  /** Stands in the page unseen, to hold a dialog or a message. */
  hold(...nodes: Node[]): void;
  /** Tells a screen reader something, once. */
  say(text: string): void;
}

/** `layout`: see `FirstLayerOptions`. */
export function createHost(layout = 'bar'): Host {
  // No class is registered: a name with a hyphen is enough, and two copies of Sayso can't collide.
  const element = make('sayso-banner' as 'div', { role: 'region', 'data-layout': layout });
  const place = (nodes: Node[]): void => {
    element.remove();
    element.replaceChildren(...nodes);
    // First, so that the keyboard and a screen reader meet it before the store.
    document.body.prepend(element);
  };
  const hold = (...nodes: Node[]): void => {
    element.removeAttribute('popover');
    host.words = [];
    place(nodes);
  };
  const host: Host = {
    element,
    words: [],
    status: '',
    speak(lang, dir) {
      Object.assign(element, { lang, dir });
    },
    hold,
    show(title, nodes) {
      element.setAttribute('popover', 'manual');
      element.setAttribute('aria-label', title);
      place(nodes);
      host.words = textsOf(element);
    },
    raise() {
      // Browsers without popovers still have its fixed position.
      if (element.isConnected && element.popover && !element.matches(':popover-open')) element.showPopover();
    },
    say(text) {
      const status = make('p', { role: 'status' });
      hold(status);
      // A live region speaks of changes only, so it has to be there first.
      setTimeout(() => status.append(text), 100);
      setTimeout(() => status.isConnected && element.remove(), 5000);
    },
  };
  return host;
}
