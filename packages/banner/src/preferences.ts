import type { ConsentPort, Deed, PolicyDetails, Purpose, Shown } from '@sayso/protocol';
import { adopt } from './adopt.ts';
import { centre } from './centre.ts';
import { changes } from './centre-changes.ts';
import { myData } from './centre-data.ts';
import { allowedLine, type Part } from './centre-part.ts';
import { changeList } from './centre-versions.ts';
import { dayOf } from './day.ts';
import { action, make, textsOf } from './dom.ts';
import { fold } from './preferences-fold.ts';
import { rights, saleNotice, titleOf } from './preferences-law.ts';
import { purposeFacts, refusalOf } from './preferences-purpose.ts';
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
  /** What only the second layer says of the policy; without it that is left out. */
  now?: { policy?: PolicyDetails } | undefined;
  /** Gets the same of another version; nothing where it can't be had. */
  details?: ((version: number) => Promise<{ policy?: PolicyDetails }>) | undefined;
  /** Records a choice and closes. */
  choose(deed: Deed, shown: Shown, words?: Record<string, boolean>, confirmed?: string[]): void;
  /** Closes without a choice. */
  close(): void;
}

// What is folded away is not there before it is opened.
const PARTS = ':is(h2,h3,p,label,b,span,button,a,summary,dt,dd):not(dd *)';

/** Opens the second layer as a native modal dialog. Returns the function that takes it away. */
export function openPreferences(port: ConsentPort, context: PreferencesContext): () => void {
  const { host, locale, words, own, choose, close } = context;
  const now = context.now?.policy;
  const policy = { ...port.policy, ...now };
  const { controller, site } = policy;
  const unstyle = adopt(preferencesStyle);
  const optional = policy.purposes.filter(({ always }) => !always).map(({ id }) => id);
  const purposes = { ...words.purposes, necessary: [own.necessary, ''] as const };
  const nameOf = (id: string): readonly [string, string] => purposeName(policy, locale, { purposes }, id);
  const names = (ids: string[]): string => new Intl.ListFormat(locale).format(ids.map((id) => nameOf(id)[0]));
  const dialog = make('dialog', { 'aria-labelledby': 'sayso-title' });
  const part: Part = {
    port,
    policy,
    locale,
    words,
    own,
    nameOf: (id) => nameOf(id)[0],
    renew: (says) => draw(says),
  };

  let texts: string[] = [];
  const shown = (more: string[] = []): Shown => shownBy(locale, 2, [...texts, ...more]);
  const show = (nodes: Node[], focus: HTMLElement): void => {
    dialog.replaceChildren(...nodes);
    focus.focus();
  };
  const title = (text: string): HTMLElement => make('h2', { id: 'sayso-title', tabindex: '-1' }, text);
  const head = (...nodes: Node[]): HTMLElement => make('div', { 'data-part': 'head' }, ...nodes);
  const foot = (...nodes: Node[]): HTMLElement => make('div', { 'data-part': 'foot' }, ...nodes);
  const body = (...nodes: (Node | string)[]): HTMLElement => make('div', { 'data-part': 'body' }, ...nodes);
  const box = (...nodes: Node[]): HTMLElement => make('div', { 'data-part': 'choice' }, ...nodes);

  /** Everything anew by what holds now. Begins with what was just done, if anything was. */
  function draw(says: string[] = [], ...tools: Node[]): void {
    const state = port.get();
    const { choice, reasons, region } = state;
    const heading = title(titleOf(now?.law, region, locale) ?? own.title);
    const factsOf = (purpose: Purpose): HTMLElement | null =>
      now ? purposeFacts(purpose, own, locale, refusalOf(policy, locale, purpose.id)) : null;
    const { lists, words: wordsNow } = switches(
      policy,
      state,
      own,
      words.separate ?? '',
      nameOf,
      // Before a separate consent all of it has to be seen, so it is not folded away.
      (purpose) => {
        const facts = factsOf(purpose);
        if (!facts) return [];
        return [purpose.separate ? facts : fold(own.details, (into) => into.append(facts))];
      },
    );

    /** The second, separate step: nothing but the question, and a way back. `apart` are told of in full. */
    const ask = (ids: string[], granted: (shown: Shown) => void, apart: Purpose[] = []): void => {
      const signalled = ids.filter((id) => reasons[id] === 'gpc');
      const refused = ids.filter((id) => !signalled.includes(id));
      const question = title((!ids.length && words.separate) || own.confirmTitle);
      const sentences = [
        refused.length ? own.confirmNo.replace('{}', () => names(refused)) : '',
        signalled.length ? own.confirmSignal.replace('{}', () => names(signalled)) : '',
      ].filter(Boolean);
      const told = apart.flatMap((purpose) => {
        const [name, description] = nameOf(purpose.id);
        return [make('h3', {}, name), make('p', {}, description), factsOf(purpose) ?? ''];
      });
      const buttons = foot(
        action('back', own.back, () => show(main, heading)),
        action('confirm', own.confirm, ({ isTrusted }) => {
          if (isTrusted) granted(shown(textsOf(dialog, PARTS)));
        }),
      );
      const said = sentences.map((text) => make('p', {}, text));
      show([head(question), body(...said, ...told), buttons], question);
    };

    /** `unseen`: from the first layer, which does not say all of what is asked for apart. */
    const acceptAll = ({ isTrusted }: Pick<Event, 'isTrusted'>, unseen = false): void => {
      if (!isTrusted) return;
      // What a signal objects to is not part of "all": the collector records a no for it.
      const ids = toConfirm(policy, state, optional).filter((id) => reasons[id] !== 'gpc');
      const apart = policy.purposes.filter(
        ({ id, separate }) => unseen && separate && !state.allowed[id] && reasons[id] !== 'gpc',
      );
      if (ids.length || apart.length) {
        ask(ids, (seen) => choose('accept-all', seen, undefined, ids), apart);
      } else choose('accept-all', shown());
    };

    const save = ({ isTrusted }: Event): void => {
      const said = wordsNow();
      const granted = optional.filter((id) => said[id]);
      // A click that no person made may refuse, never grant.
      if (granted.length && !isTrusted) return;
      // An exception that was confirmed once and still stands is not asked about again.
      const before = granted.filter((id) => reasons[id] === 'over-gpc');
      const ids = toConfirm(policy, state, granted);
      if (ids.length) ask(ids, (seen) => choose('save', seen, said, [...before, ...ids]));
      else choose('save', shown(), said, before);
    };

    const intro = make('p', {}, own.intro);
    const middle = body(
      intro,
      ...lists,
      ...saleNotice(now?.law, region, policy).map((text) => make('p', { lang: 'en', dir: 'ltr' }, text)),
      make('a', { href: controller.privacyPolicyUrl }, words.privacy),
    );
    const main = [
      head(heading, action('close', own.close, close)),
      middle,
      foot(
        action('reject-all', words.reject, () => choose('reject-all', shown())),
        action('accept-all', words.accept, (event) => acceptAll(event)),
        action('save', own.save, save),
      ),
    ];
    // Before the visitor's own choice is added: the hash of what was shown must not tell visitors apart.
    dialog.replaceChildren(...main);
    texts = textsOf(dialog, PARTS);

    const allowed = optional.filter((id) => state.allowed[id]);
    if (choice) {
      const chosen = own.chosen.replace('{}', () => dayOf(choice.at, locale));
      intro.after(
        box(
          make(
            'div',
            {},
            make('p', {}, `${chosen} ${allowedLine(part, allowed)}`),
            make('p', {}, own.version.replace('{}', `${choice.policyVersion}`)),
          ),
          ...(Object.values(choice.purposes).includes(true)
            ? [action('withdraw', own.withdraw, withdraw)]
            : []),
        ),
      );
    }
    const off = (ids: string[]): Record<string, boolean> => Object.fromEntries(ids.map((id) => [id, false]));
    const buttons = rights(now?.law, region, locale, policy, allowed, words, own).map(([name, label, ids]) =>
      action(name, label, () => choose('opt-out', shown(), off(ids))),
    );
    if (buttons.length) intro.after(make('div', { 'data-part': 'tools' }, ...buttons));
    if (Object.values(reasons).includes('gpc')) {
      intro.after(box(make('p', {}, make('b', {}, words.status), ' ', own.signalHow)));
    }
    if (choice && Object.values(reasons).includes('outdated')) {
      const place = box(make('h3', {}, own.changes));
      intro.after(place);
      context.details?.(choice.policyVersion).then(
        ({ policy: before }) =>
          before ? place.append(changeList(part, changes(before, policy, locale))) : place.remove(),
        () => place.remove(),
      );
    }
    if (says.length) {
      const status = make('div', { role: 'status' });
      intro.before(box(status, ...tools));
      // A live region speaks of changes only, so it has to be there first.
      setTimeout(() => status.append(...says.map((text) => make('p', {}, text))), 100);
    }
    if (port.call && site) {
      middle.append(
        ...(controller.contact
          ? [make('p', {}, `${controller.name} · `, make('bdi', {}, controller.contact))]
          : []),
        centre(part),
      );
    }
    if (dialog.open) heading.focus();
    again = () => acceptAll({ isTrusted: true }, true);
  }

  /** One click; what was captured before can be erased in the same page view. */
  function withdraw(): void {
    port.choose('withdraw', shown()).catch(() => {});
    const tools = make('div', {});
    myData(part, tools);
    draw([own.withdrawn], tools);
  }

  let again = (): void => {};
  draw();
  // Esc, and whatever else closes a dialog natively: no choice.
  dialog.addEventListener('close', close);
  host.append(dialog);
  dialog.showModal();
  dialog.querySelector('h2')?.focus();
  if (context.confirmAll) again();
  return () => {
    dialog.remove();
    unstyle();
  };
}
