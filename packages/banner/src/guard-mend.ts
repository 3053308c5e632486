import { adopt, important } from './adopt.ts';
import { make } from './dom.ts';
import { lowContrast } from './guard-contrast.ts';

/** What helps where the page's style is stronger than the banner's, or the store's colours can't be read. */
export interface Mender {
  /** The style attributes that were written here. */
  written: Map<Element, string>;
  lowContrast: typeof lowContrast;
  /** Does the next thing that may help. */
  mend(flaw: { kind: string }): void;
  /** Writes again what was written, for what was drawn since, and for the window as it is now. */
  keep(): void;
  end(): void;
}

const COLOURS = ['accent', 'surface', 'text'].map((name) => `--sayso-${name}:initial!important;`).join('');

/** The style rules that hold now, in their order, without those for the moments of a pointer or of the keyboard. */
function rulesIn(list: CSSRuleList): CSSStyleRule[] {
  return [...list].flatMap((rule) => {
    const { selectorText, conditionText, cssRules, media } = rule as CSSStyleRule & CSSMediaRule;
    if (selectorText) return /:(hover|focus)/.test(selectorText) ? [] : [rule as CSSStyleRule];
    const holds = !conditionText || (media ? matchMedia(conditionText).matches : CSS.supports(conditionText));
    return holds && cssRules ? rulesIn(cssRules) : [];
  });
}

const isOurs = ({ cssRules: [first] }: CSSStyleSheet): boolean =>
  (first as CSSLayerBlockRule)?.name === 'sayso';

/** `style`: the first layer's rules, as no page could change them. */
export function openMender(host: HTMLElement, style: string): Mender {
  const own = new CSSStyleSheet();
  own.replaceSync(important(style));
  const first = make('style', {}, '@layer sayso;');
  const written = new Map<Element, string>();
  let unstyle: (() => void) | undefined;
  let hard = false;
  let colours = '';

  const write = (): void => {
    // The second layer brings rules of its own.
    const sheets = host.querySelector('dialog') ? document.adoptedStyleSheets.filter(isOurs) : [own];
    const rules = hard ? sheets.flatMap((sheet) => rulesIn(sheet.cssRules)) : [];
    for (const element of [host, ...(hard ? host.querySelectorAll<HTMLElement>('*') : [])]) {
      const holding = rules.filter(({ selectorText }) => element.matches(selectorText));
      const text = holding.map((rule) => rule.style.cssText).join('');
      element.style.cssText = element === host ? text + colours : text;
      written.set(element, element.getAttribute('style') ?? '');
    }
  };
  return {
    written,
    lowContrast,
    mend({ kind }) {
      if (getComputedStyle(host).getPropertyValue('--sayso') !== '1') {
        unstyle?.();
        unstyle = adopt(style);
        return;
      }
      if (kind === 'contrast' && !colours) colours = COLOURS;
      // A layer that was named first wins with what is important. A strict style-src refuses this, and the page's own.
      else if (hard) document.head.prepend(first);
      else hard = true;
      write();
    },
    keep() {
      if (hard || colours) write();
    },
    end() {
      unstyle?.();
      first.remove();
    },
  };
}
