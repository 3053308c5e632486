import { cleanText, cleanUrl, type Props } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { openPace } from './pace.ts';
import { EARLY, isPrivate, PRESSED, pathOf } from './path.ts';

/** What a browser shows by itself is not there: a picture is looked at, not fetched. */
const FILE = /\.(pdf|zip|docx?|xlsx?|pptx?|csv|epub|mp[34]|exe|dmg|apk)$/i;

/**
 * A click on a link or a button. One listener for the whole page, which is never touched. What is there at the click is
 * read at once; what `clicked` is given makes properties of it, whenever there is time. `spared` is told of clicks that
 * were too many.
 */
export function watchClicks(
  window: PageWindow,
  clicked: (read: () => Props) => void,
  spared: (count: number) => void,
): void {
  const { document } = window;
  const takes = openPace(window, spared);
  document.addEventListener(
    'click',
    (event) => {
      const element = pathOf(event).find((e) => e.matches(PRESSED));
      if (element && takes(element, event.timeStamp)) clicked(describe(element, window.location));
    },
    EARLY,
  );
}

/** Tag, text and address: no value, no id, no class, no name, nothing that somebody typed. */
function describe(element: Element, { href: page, origin }: Location): () => Props {
  const address = element.getAttribute('href');
  const { localName: tag, baseURI } = element;
  const own = ownText(element);
  const isFile = element.hasAttribute('download');
  return () => {
    const props: Props = { tag };
    const text = cleanText(own, 64);
    // Where the visitor has an account, and on the way there, a text may be a name.
    if (text && !isPrivate(`${page} ${address}`)) props.text = text;
    const href = address !== null && cleanUrl(address, baseURI)?.split('?')[0];
    if (href) {
      props.href = href;
      if (!href.startsWith(`${origin}/`)) props.outbound = true;
      if (isFile || FILE.test(href)) props.download = true;
    }
    return props;
  };
}

/** Its own text only: what stands deeper may be anything, a name or an order. */
const ownText = (element: Element): string =>
  [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join(' ');
