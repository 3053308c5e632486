import type { PageWindow } from '../environment.ts';

/**
 * `<sayso-choices label="Your privacy choices" href="…"></sayso-choices>`: the way back to the preferences, a link where
 * there is an address for it (which works without JavaScript too), else a button; and beside it, that a signal is honoured.
 * The banner opens the one and fills the other.
 */
export function choicesElement({ document, HTMLElement }: PageWindow): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = ['label', 'href'];
    #status: HTMLElement | undefined;

    get label(): string {
      return this.getAttribute('label') ?? 'Your privacy choices';
    }
    set label(text: string) {
      this.setAttribute('label', text);
    }
    get href(): string {
      return this.getAttribute('href') ?? '';
    }
    set href(address: string) {
      this.setAttribute('href', address);
    }

    connectedCallback(): void {
      this.#draw();
    }
    attributeChangedCallback(): void {
      if (this.#status) this.#draw();
    }

    #draw(): void {
      const opener = document.createElement(this.href ? 'a' : 'button');
      opener.setAttribute(this.href ? 'href' : 'type', this.href || 'button');
      opener.setAttribute('data-sayso', 'open');
      opener.textContent = this.label;
      if (!this.#status) {
        this.#status = document.createElement('span');
        this.#status.setAttribute('data-sayso', 'status');
        this.#status.hidden = true;
      }
      this.replaceChildren(opener, ' ', this.#status);
    }
  };
}
