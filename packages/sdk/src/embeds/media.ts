import { webAddress } from './address.ts';
import type { Gate } from './gate.ts';

const WAITING = ':is(img,link,video,audio,source,track)[data-purpose]';
const PARTS = ['srcset', 'src', 'href', 'poster'];

/** Gives images, links and media that may load their addresses. What is loaded stays. Returns what looks again. */
export function openMedia(document: Document, gate: Gate): () => void {
  const given = new WeakMap<Element, string>();
  return () => {
    for (const element of document.querySelectorAll<HTMLElement>(WAITING)) {
      const wanted = PARTS.map((part) => element.getAttribute(`data-${part}`));
      const text = wanted.join('\n');
      // Once each: a page that takes it away again is not fought with.
      if (given.get(element) === text || !gate.isOpen(element)) continue;
      given.set(element, text);
      PARTS.forEach((part, i) => {
        const value = wanted[i];
        if (value && (part === 'srcset' || webAddress(value, document.baseURI)))
          element.setAttribute(part, value);
      });
      if (element.localName === 'source')
        (element.parentElement as Partial<HTMLMediaElement> | null)?.load?.();
    }
  };
}
