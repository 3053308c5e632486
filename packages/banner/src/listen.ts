/** What of the page concerns the banner, beside its own buttons. */
export interface Heard {
  /** Somebody wants the preferences; `opener` gets the focus back. */
  open(opener: Element | null): void;
  /** Esc, with the focus in none of the store's own controls. */
  esc(): void;
}

/** Listens until `signal` is aborted. `host` is the banner's element. */
export function listen(host: Element, { open, esc }: Heard, signal: AbortSignal): void {
  // In the capture phase: a store may stop clicks on their way up, and the event need not bubble.
  const options = { capture: true, signal };
  addEventListener(
    'click',
    (event) => {
      const opener = (event.target as Element).closest?.('[data-sayso=open]');
      if (!opener) return;
      event.preventDefault();
      open(opener);
    },
    options,
  );
  addEventListener('sayso:open', () => open(document.activeElement), options);
  addEventListener(
    'keydown',
    ({ key, defaultPrevented }) => {
      const { activeElement, body } = document;
      // Esc belongs to whoever has the focus: a store's menu or field keeps its own.
      const ours = activeElement === body || host.contains(activeElement);
      if (key === 'Escape' && ours && !defaultPrevented) esc();
    },
    { signal },
  );
}
