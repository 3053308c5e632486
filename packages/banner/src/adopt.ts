import { make } from './dom.ts';

/** Rules in Sayso's cascade layer, each declaration important, `&` for the host. */
export const important = (rules: string): string =>
  `@layer sayso{${rules.replaceAll(';', '!important;').replaceAll('&', 'sayso-banner')}}`;

/**
 * Puts such rules into the page. A constructable style sheet needs no `style-src`; where there is none, a style element has to do. Returns the
 * function that takes them away.
 */
export function adopt(rules: string): () => void {
  const css = important(rules);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  } catch {
    const element = make('style', {}, css);
    document.head.append(element);
    return () => element.remove();
  }
}
