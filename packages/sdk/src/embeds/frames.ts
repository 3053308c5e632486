import type { ConsentPort } from '@sayso/protocol';
import { webAddress } from './address.ts';
import type { Gate } from './gate.ts';
import { fill } from './placeholder.ts';
import { standIn } from './stand-in.ts';
import { wordsFor } from './words.ts';

export interface Frames {
  look(): void;
  /** What was loaded just once waits again: the visitor has taken something back. */
  forget(): void;
}

/** Loads the frames that may, and fills those that wait. `wish`: the placeholders' language, if it was said. */
export function openFrames(
  document: Document,
  port: ConsentPort,
  gate: Gate,
  wish: string | undefined,
): Frames {
  const [locale, words] = wordsFor([wish, document.documentElement.lang, navigator.language]);
  const texts = port.policy.texts[locale]?.purposes ?? {};
  const loaded = new WeakMap<HTMLIFrameElement, string>();
  const filled = new WeakMap<Document, string>();
  const heard = new WeakSet<HTMLIFrameElement>();
  const stands = standIn(document);
  let once = new WeakSet<HTMLIFrameElement>();

  function load(frame: HTMLIFrameElement, address: string): void {
    stands.leave(frame);
    if (loaded.get(frame) === address) return;
    loaded.set(frame, address);
    frame.removeAttribute('srcdoc');
    frame.src = address;
  }

  /** Whatever was loaded is gone, and the frame is empty and ours to fill. */
  function unload(frame: HTMLIFrameElement): void {
    loaded.delete(frame);
    frame.removeAttribute('src');
    frame.contentWindow?.location.replace('about:blank');
  }

  function show(frame: HTMLIFrameElement, { host }: URL): void {
    const place = isSealed(frame) ? stands.enter(frame) : frame;
    if (place && !heard.has(place)) {
      heard.add(place);
      // Some browsers exchange the first empty document for another, and a frame that is moved gets a new one.
      place.addEventListener('load', () => look());
    }
    const inside = place?.contentDocument;
    if (!place || !inside?.body || inside.URL !== 'about:blank') return;
    const { reasons } = port.get();
    const purposes = gate.purposesOf(frame);
    const mayAsk = purposes.every((id) => Object.hasOwn(reasons, id) && reasons[id] !== 'minor');
    const text = `${host} ${purposes} ${mayAsk}`;
    if (filled.get(inside) === text) return;
    filled.set(inside, text);
    const said = fill(place, inside, {
      locale,
      words,
      host,
      purposes: purposes.map((id) => (Object.hasOwn(texts, id) && texts[id]?.name) || id),
      once: mayAsk
        ? () => {
            once.add(frame);
            look();
            frame.focus();
          }
        : null,
      choices: () => document.dispatchEvent(new CustomEvent('sayso:open')),
    });
    if (!place.title) place.title = said;
  }

  function look(): void {
    stands.sweep();
    for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[data-purpose][data-src]')) {
      const address = webAddress(frame.dataset.src ?? '', document.baseURI);
      if (!address) continue;
      if (gate.isOpen(frame) || once.has(frame)) load(frame, address.href);
      else {
        const src = frame.getAttribute('src');
        if (src && src !== 'about:blank') unload(frame);
        show(frame, address);
      }
    }
  }

  return {
    look,
    forget() {
      once = new WeakSet();
    },
  };
}

/** Whether not even its empty document is the page's own. */
const isSealed = (frame: HTMLIFrameElement): boolean =>
  frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin');
