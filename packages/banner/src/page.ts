/**
 * Whether a modal of the store's own is open: a native one, or a drawer that says `aria-modal`. Many themes
 * keep a closed drawer in the page, so it also has to be seen. `:is` forgives browsers that lack `:modal`.
 */
export function storeModalOpen(): boolean {
  const modals = document.querySelectorAll(':is(:modal,[aria-modal=true]):not(sayso-banner *)');
  return [...modals].some((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return (
      width &&
      x < innerWidth &&
      y < innerHeight &&
      x + width > 0 &&
      y + height > 0 &&
      element.checkVisibility?.({ checkVisibilityCSS: true, checkOpacity: true }) !== false
    );
  });
}
