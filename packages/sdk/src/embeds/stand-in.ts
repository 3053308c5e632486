/** Frames that stand in for those whose own empty document nobody may fill: sandboxed ones. */
export interface StandIns {
  /** The frame that stands in; null if the page has taken it away, which is not fought with. */
  enter(frame: HTMLIFrameElement): HTMLIFrameElement | null;
  leave(frame: HTMLIFrameElement): void;
  /** Takes away those whose frame has left the page. */
  sweep(): void;
}

export function standIn(document: Document): StandIns {
  const all = new Map<HTMLIFrameElement, HTMLIFrameElement>();

  function leave(frame: HTMLIFrameElement): void {
    const stand = all.get(frame);
    if (!stand) return;
    stand.remove();
    all.delete(frame);
    frame.style.display = stand.style.display;
  }

  return {
    leave,
    enter(frame) {
      const there = all.get(frame);
      if (there) return there.isConnected ? there : null;
      // A frame too, and named and sized alike, so that the page's style makes the same box of it.
      const stand = document.createElement('iframe');
      for (const name of ['class', 'width', 'height', 'title']) {
        const value = frame.getAttribute(name);
        if (value !== null) stand.setAttribute(name, value);
      }
      stand.style.cssText = frame.style.cssText;
      frame.before(stand);
      frame.style.display = 'none';
      all.set(frame, stand);
      return stand;
    },
    sweep() {
      for (const frame of all.keys()) if (!frame.isConnected) leave(frame);
    },
  };
}
