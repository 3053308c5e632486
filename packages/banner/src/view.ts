import type { BrowserPolicy, ConsentState } from '@sayso/protocol';
import { action, make } from './dom.ts';
import { purposeName } from './purpose-name.ts';
import type { Words } from './text.ts';

export type FirstAction = 'accept-all' | 'reject-all' | 'customise' | 'ok';

/**
 * The first layer: title, text, the purposes `ids`, then refusing and agreeing side by side, made by the same
 * call, then the rest (S41, S123). `asks`: a banner, else a notice.
 */
export function firstLayer(
  policy: BrowserPolicy,
  { regime, reasons }: ConsentState,
  asks: boolean,
  ids: string[],
  locale: string,
  words: Words,
  act: (name: FirstAction, event: MouseEvent) => void,
): { title: string; nodes: HTMLElement[]; apart: HTMLElement[] } {
  const own = policy.texts[locale];
  const why = Object.values(reasons);
  // Who is asked again is told why first. A page that was loaded before the change may lack the words.
  const title = (asks && why.includes('outdated') && words.changed) || (own?.title ?? words.title);
  // A site's text asks; where the law starts from "unless you object", that has to be said in any case.
  const body =
    (asks && own?.body) || (asks ? words.ask : words.tell).replace('{}', () => policy.controller.name);
  const [together = [], apart = []] = [true, false].map((which) =>
    policy.purposes
      .filter(({ id, separate }) => !separate === which && ids.includes(id))
      .map(({ id }) => {
        const [name, description] = purposeName(policy, locale, words, id);
        return make('li', {}, make('b', {}, name), description && `: ${description}`);
      }),
  );
  const sold = regime === 'opt-out' && policy.purposes.some(({ id, gpc }) => gpc && ids.includes(id));
  const button = (name: FirstAction, label: string): HTMLElement =>
    action(name, label, (event) => act(name, event));
  return {
    title,
    apart,
    nodes: [
      make(
        'div',
        {},
        make('h2', {}, title),
        make('p', {}, body),
        make('ul', {}, ...together),
        ...(apart[0] ? [make('p', {}, make('b', {}, words.separate ?? '')), make('ul', {}, ...apart)] : []),
        ...(why.includes('gpc') ? [make('p', {}, words.status)] : []),
      ),
      make(
        'div',
        {},
        button('reject-all', asks ? words.reject : sold ? words.doNotSell : words.optOut),
        asks ? button('accept-all', words.accept) : button('ok', words.ok),
        button('customise', words.customise),
        make('a', { href: policy.controller.privacyPolicyUrl }, words.privacy),
      ),
    ],
  };
}
