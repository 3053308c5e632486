import type { ConsentPort, Deed, Shown } from '@sayso/protocol';
import { adopt } from './adopt.ts';
import { dayOf } from './day.ts';
import { action, make, textsOf } from './dom.ts';
import { preferencesStyle } from './preferences-style.ts';
import type { PreferencesWords } from './preferences-text.ts';
import { purposeName } from './purpose-name.ts';
import { shownBy } from './shown.ts';
import { toConfirm } from './state.ts';
import { switches } from './switches.ts';
import type { Words } from './text.ts';

/** What the first layer hands to the second. */
export interface PreferencesContext {
  /** In the page, not itself seen: the dialog's parent. */
  host: HTMLElement;
  locale: string;
  words: Words;
  own: PreferencesWords;
  /** Begin with the second step of "accept all". */
  confirmAll: boolean;
  /** Records a choice and closes. */
  choose(deed: Deed, shown: Shown, words?: Record<string, boolean>, confirmed?: string[]): void;
  /** Closes without a choice. */
  close(): void;
}

const PARTS = 'h2,p,label,b,span,button,a';

/** Opens the second layer as a native modal dialog. Returns the function that takes it away. */
export function openPreferences(port: ConsentPort, context: PreferencesContext): () => void {
  const { host, locale, words, own, choose, close } = context;
  const { policy } = port;
  const state = port.get();
  const unstyle = adopt(preferencesStyle);
  const optional = policy.purposes.filter(({ always }) => !always).map(({ id }) => id);
  const purposes = { ...words.purposes, necessary: [own.necessary, ''] as const };
  const nameOf = (id: string): readonly [string, string] => purposeName(policy, locale, { purposes }, id);
  const names = (ids: string[]): string => new Intl.ListFormat(locale).format(ids.map((id) => nameOf(id)[0]));

  const heading = make('h2', { id: 'sayso-title', tabindex: '-1' }, own.title);
  const dialog = make('dialog', { 'aria-labelledby': heading.id });
  const { list, words: wordsNow } = switches(policy, state, own, nameOf);

  /** The second, separate step: nothing but the question, and a way back. */
  const ask = (ids: string[], granted: (shown: Shown) => void): void => {
    const signalled = ids.filter((id) => state.reasons[id] === 'gpc');
    const refused = ids.filter((id) => !signalled.includes(id));
    const question = make('h2', { id: heading.id, tabindex: '-1' }, own.confirmTitle);
    const body = make(
      'div',
      { 'data-part': 'body' },
      ...(refused.length
        ? [
            make(
              'p',
              {},
              own.confirmNo.replace('{}', () => names(refused)),
            ),
          ]
        : []),
      ...(signalled.length
        ? [
            make(
              'p',
              {},
              own.confirmSignal.replace('{}', () => names(signalled)),
            ),
          ]
        : []),
    );
    const buttons = make(
      'div',
      { 'data-part': 'foot' },
      action('back', own.back, () => show(main, heading)),
      action('confirm', own.confirm, ({ isTrusted }) => {
        if (isTrusted) granted(shownBy(locale, 2, [...texts, ...textsOf(dialog, PARTS)]));
      }),
    );
    show([make('div', { 'data-part': 'head' }, question), body, buttons], question);
  };

  const acceptAll = ({ isTrusted }: Pick<Event, 'isTrusted'>): void => {
    if (!isTrusted) return;
    // What a signal objects to is not part of "all": the collector records a no for it.
    const ids = toConfirm(policy, state, optional).filter((id) => state.reasons[id] !== 'gpc');
    if (ids.length) ask(ids, (shown) => choose('accept-all', shown, undefined, ids));
    else choose('accept-all', shownBy(locale, 2, texts));
  };

  const save = ({ isTrusted }: Event): void => {
    const said = wordsNow();
    const granted = optional.filter((id) => said[id]);
    // A click that no person made may refuse, never grant.
    if (granted.length && !isTrusted) return;
    // An exception that was confirmed once and still stands is not asked about again.
    const before = granted.filter((id) => state.reasons[id] === 'over-gpc');
    const ids = toConfirm(policy, state, granted);
    if (ids.length) ask(ids, (shown) => choose('save', shown, said, [...before, ...ids]));
    else choose('save', shownBy(locale, 2, texts), said, before);
  };

  const body = make(
    'div',
    { 'data-part': 'body' },
    make('p', {}, own.intro),
    list,
    make('a', { href: policy.controller.privacyPolicyUrl }, words.privacy),
  );
  const main: HTMLElement[] = [
    make('div', { 'data-part': 'head' }, heading, action('close', own.close, close)),
    body,
    make(
      'div',
      { 'data-part': 'foot' },
      action('reject-all', words.reject, () => choose('reject-all', shownBy(locale, 2, texts))),
      action('accept-all', words.accept, acceptAll),
      action('save', own.save, save),
    ),
  ];
  // Before the visitor's own choice is added: the hash of what was shown must not tell visitors apart.
  dialog.append(...main);
  const texts = textsOf(dialog, PARTS);

  const { choice } = state;
  if (choice) {
    const allowed = optional.filter((id) => state.allowed[id]);
    const line = `${own.chosen.replace('{}', () => dayOf(choice.at, locale))} ${
      allowed.length ? own.allowed.replace('{}', () => names(allowed)) : own.nothingAllowed
    }`;
    list.before(
      make(
        'div',
        { 'data-part': 'choice' },
        make('p', {}, line),
        ...(Object.values(choice.purposes).includes(true)
          ? [action('withdraw', own.withdraw, () => choose('withdraw', shownBy(locale, 2, texts)))]
          : []),
      ),
    );
  }

  const show = (nodes: HTMLElement[], focus: HTMLElement): void => {
    dialog.replaceChildren(...nodes);
    focus.focus();
  };
  // Esc, and whatever else closes a dialog natively: no choice.
  dialog.addEventListener('close', close);
  host.append(dialog);
  dialog.showModal();
  heading.focus();
  if (context.confirmAll) acceptAll({ isTrusted: true });
  return () => {
    dialog.remove();
    unstyle();
  };
}
