/**
 * Whether a modal of the store's own is open: a native one, or a drawer that says `aria-modal`. Many themes
 * keep a closed drawer in the page, so it also has to be seen. `:is` forgives browsers that lack `:modal`.
 */
export function storeModalOpen(): boolean {
  const modals = document.querySelectorAll(':is(:modal,[aria-modal=true]):not(sayso-banner *)');
  return [...modals].some((element) => {
    const { top, right, bottom, left, width } = element.getBoundingClientRect();
    return (
      width &&
      bottom > 0 &&
      right > 0 &&
      top < innerHeight &&
      left < innerWidth &&
      element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) !== false
    );
  });
}

/** Tells of changes that may open or close a modal or take the banner away. Used only while there is cause. */
export function watchPage(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document, { attributes: true, childList: true, subtree: true });
  // A drawer that slides away changes no attribute at its end.
  const ends = ['transitionend', 'animationend'];
  for (const name of ends) addEventListener(name, changed);
  return () => {
    observer.disconnect();
    for (const name of ends) removeEventListener(name, changed);
  };
}

/** Says in the page, at each `data-sayso="status"`, that a signal is honoured: in the page, never over it (S50, S51). */
export function showStatus(text = '', locale = ''): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-sayso=status]')) {
    if (element.textContent === text && element.hidden === !text) continue;
    element.textContent = text;
    element.hidden = !text;
    element.lang = locale;
  }
}
