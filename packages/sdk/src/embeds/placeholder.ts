import type { EmbedWords } from './words.ts';

/** What stands in a frame that waits. */
export interface Placeholder {
  locale: string;
  words: EmbedWords;
  host: string;
  /** Names of the purposes that it waits for. */
  purposes: readonly string[];
  /** Null where nobody may be asked. */
  once: (() => void) | null;
  choices(): void;
}

/** In a frame too small for a button there is none, so that the keyboard does not get lost in a pixel. */
const style = `
:root{color-scheme:light dark;}
body{box-sizing:border-box;min-height:100vh;margin:0;padding:8px;display:grid;place-content:center;justify-items:center;gap:8px;text-align:center;background:Canvas;color:CanvasText;font-size:15px;line-height:1.4;border:1px solid GrayText;}
p{margin:0;max-width:45ch;overflow-wrap:anywhere;}
div{display:flex;flex-wrap:wrap;gap:8px;justify-content:center;}
button{min-width:44px;min-height:44px;padding:8px 14px;font:inherit;font-weight:600;cursor:pointer;color:CanvasText;background:Canvas;border:1px solid CanvasText;border-radius:var(--r);}
button:hover{text-decoration:underline;}
button:focus-visible{outline:3px solid Highlight;outline-offset:2px;}
@media (max-width:80px),(max-height:46px){body{display:none;}}
`;

/**
 * Fills the empty document of a frame: so the frame keeps its size, the store's style stays outside, and nothing is
 * added to the store's page that its own code could trip over. Returns the sentence that says what waits.
 */
export function fill(frame: HTMLIFrameElement, inside: Document, told: Placeholder): string {
  const { locale, words, host, purposes, once, choices } = told;
  const said = words.waits
    .replace('{host}', () => host)
    .replace('{purpose}', () => new Intl.ListFormat(locale).format(purposes));
  const make = (tag: string, ...children: (Node | string)[]): HTMLElement => {
    const element = inside.createElement(tag);
    element.append(...children);
    return element;
  };
  const button = (name: string, label: string, act: (event: Event) => void): HTMLElement => {
    const made = make('button', label);
    made.setAttribute('type', 'button');
    made.setAttribute('data-action', name);
    made.setAttribute('aria-describedby', 'sayso-waits');
    made.addEventListener('click', act);
    return made;
  };
  const sentence = make('p', said);
  sentence.id = 'sayso-waits';
  sentence.dir = 'auto';
  const buttons = make('div');
  // A click that no person made loads nothing.
  if (once) buttons.append(button('load-once', words.once, ({ isTrusted }) => isTrusted && once()));
  buttons.append(button('customise', words.choices, choices));

  const { documentElement: root, body, defaultView } = inside;
  root.lang = locale;
  const around = getComputedStyle(frame);
  root.style.fontFamily = around.getPropertyValue('--sayso-font') || around.fontFamily;
  root.style.setProperty('--r', around.getPropertyValue('--sayso-radius') || '10px');
  const sheet = new (defaultView as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(style);
  inside.adoptedStyleSheets = [sheet];
  body.replaceChildren(sentence, buttons);
  return said;
}
