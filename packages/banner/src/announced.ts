import type { ComingChange } from '@sayso/protocol';
import { adopt } from './adopt.ts';
import { timeOf } from './centre-part.ts';
import { make } from './dom.ts';
import type { Text } from './text.ts';

/** No heading, paragraph or button, so that it is none of the words that a receipt's `textHash` stands for. */
const PART = 'coming';
const STYLE = `& [data-part=${PART}]{margin:8px 0;padding-inline-start:10px;border-inline-start:3px solid var(--e);color:var(--t);}`;

/**
 * Says on the first layer and in the preferences, whenever one of them is on the screen, from which day another
 * version of the policy is in effect, until it is. Shows nothing by itself: nobody is disturbed who is asked nothing.
 * `text` gets the words for a tag. Returns the function that ends it.
 */
export function announce(
  { effectiveAt }: ComingChange,
  text: (tag: string) => Promise<Partial<Text>>,
): () => void {
  const unstyle = adopt(STYLE);
  const words = new Map<string, Promise<Partial<Text>>>();
  const put = async (): Promise<void> => {
    const host = document.querySelector<HTMLElement>('sayso-banner');
    if (!host || Date.parse(effectiveAt) <= Date.now()) return;
    // The same again is no second one.
    observer.observe(host, { childList: true, subtree: true });
    const { lang } = host;
    const found = words.get(lang) ?? text(lang).catch(() => ({}));
    words.set(lang, found);
    const { preferences }: Partial<Text> = await found;
    const place = preferences && host.lang === lang && placeIn(host);
    if (!place || host.querySelector(`[data-part=${PART}]`)) return;
    const day = timeOf(effectiveAt, lang);
    place.after(
      make(
        'div',
        { 'data-part': PART },
        preferences.coming.replace('{}', () => day),
      ),
    );
  };
  const observer = new MutationObserver(put);
  const begin = (): void => {
    if (!document.body) return void requestAnimationFrame(begin);
    observer.observe(document.body, { childList: true });
    put();
  };
  begin();
  return () => {
    observer.disconnect();
    unstyle();
  };
}

/** Behind the title, where it is seen without scrolling, or the first words of the preferences; not where one thing alone is asked. */
function placeIn(host: HTMLElement): Element | null {
  const dialog = host.querySelector('dialog');
  if (dialog) return dialog.querySelector('[data-action=save]') && dialog.querySelector('[data-part=body]>p');
  return host.querySelector('[data-action=customise]') && host.querySelector('h2');
}

/** As the script loads it, beside the languages' files. */
export const connect = (_port: unknown, coming: ComingChange): (() => void) =>
  announce(coming, (tag) => import(`./text.${tag}.js`));
