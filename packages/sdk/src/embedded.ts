/**
 * Calls `found` once: at once if it `must`, else when the page has an element that waits for a purpose. Most pages have
 * none, and go without the file for it.
 */
export function onceEmbedded(must: boolean, found: () => void): void {
  let waiting = false;
  const look = (): void => {
    waiting = false;
    if (!must && !document.querySelector('[data-purpose]')) return;
    observer.disconnect();
    found();
  };
  const observer = new MutationObserver(() => {
    if (!waiting) waiting = !!setTimeout(look, 99);
  });
  observer.observe(document, { childList: true, subtree: true });
  look();
}
