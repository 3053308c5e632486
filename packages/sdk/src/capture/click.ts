import { cleanText, cleanUrl, type Props } from '@sayso/protocol';
import { PRESSED, pathOf } from './path.ts';

/** A click on a link or a button. One listener for the whole page, which is never touched. */
export function watchClicks(document: Document, clicked: (props: Props) => void): void {
  document.addEventListener(
    'click',
    (event) => {
      const element = pathOf(event).find((e) => e.matches(PRESSED));
      if (element) clicked(describe(element, document.location.href));
    },
    { capture: true, passive: true },
  );
}

/** Tag, text and address: no value, no id, no class, no name, nothing that somebody typed. */
function describe(element: Element, page: string): Props {
  const props: Props = { tag: element.localName };
  const text = cleanText(ownText(element), 64);
  if (text) props.text = text;
  const address = element.getAttribute('href');
  const href = address === null ? null : cleanUrl(address, element.baseURI);
  if (href) {
    props.href = href.split('?')[0];
    if (new URL(href).origin !== new URL(page).origin) props.outbound = true;
    if (element.hasAttribute('download')) props.download = true;
  }
  return props;
}

/** Its own text only: what stands deeper may be anything, a name or an order. */
const ownText = (element: Element): string =>
  [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join(' ');
