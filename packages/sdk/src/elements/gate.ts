import type { PageWindow } from '../environment.ts';
import type { OnPage } from '../on-page.ts';

/** The detail of the event `sayso-gate`, which tells of an opening or closing. It bubbles. */
export interface GateChange {
  purposes: readonly string[];
  allowed: boolean;
}

/**
 * `<sayso-gate purpose="marketing"><template>…</template></sayso-gate>`: what is in the template is in the page only while
 * each of its purposes is allowed. In a template nothing runs or loads.
 */
export function gateElement(page: OnPage, window: PageWindow): CustomElementConstructor {
  const { document, HTMLElement, MutationObserver, CustomEvent } = window;

  return class extends HTMLElement {
    static readonly observedAttributes = ['purpose'];
    /** What each template has put into the page. */
    #shown = new Map<HTMLTemplateElement, Node[]>();
    #open = false;
    #stop: (() => void) | undefined;

    get purpose(): string {
      return this.getAttribute('purpose') ?? '';
    }
    set purpose(ids: string) {
      this.setAttribute('purpose', ids);
    }
    /** Whether it is open. */
    get allowed(): boolean {
      return this.#open;
    }

    connectedCallback(): void {
      const look = (): void => this.#look();
      const observer = new MutationObserver(look);
      observer.observe(this, { childList: true });
      document.addEventListener('DOMContentLoaded', look);
      const unsubscribe = page.subscribe(look);
      this.#stop = () => {
        observer.disconnect();
        document.removeEventListener('DOMContentLoaded', look);
        unsubscribe();
      };
      look();
    }
    disconnectedCallback(): void {
      this.#stop?.();
      this.#stop = undefined;
    }
    attributeChangedCallback(): void {
      if (this.#stop) this.#look();
    }

    #look(): void {
      const purposes = this.purpose.split(/[\s,]+/).filter(Boolean);
      const { allowed } = page.get();
      const isOpen = purposes.length > 0 && purposes.every((id) => Object.hasOwn(allowed, id) && allowed[id]);
      if (isOpen) this.#fill();
      else this.#clear();
      if (isOpen === this.#open) return;
      this.#open = isOpen;
      const detail: GateChange = { purposes, allowed: isOpen };
      this.dispatchEvent(new CustomEvent('sayso-gate', { bubbles: true, detail }));
    }
    #fill(): void {
      for (const template of this.children) {
        // While the page is parsed, the rest of it may be still to come.
        if (!isTemplate(template) || this.#shown.has(template) || document.readyState === 'loading') continue;
        const nodes = [...document.importNode(template.content, true).childNodes];
        this.#shown.set(template, nodes);
        template.after(...nodes);
      }
    }
    #clear(): void {
      for (const nodes of this.#shown.values()) for (const node of nodes) (node as ChildNode).remove();
      this.#shown.clear();
    }
  };
}

const isTemplate = (element: Element): element is HTMLTemplateElement => element.localName === 'template';
