import type { ConsentPort, ConsentState, Deed, PolicyDetails, Shown } from '@sayso/protocol';
import { adopt } from './adopt.ts';
import type { openGuard } from './guard.ts';
import { createHost } from './host.ts';
import { chooseLanguage, type Language } from './language.ts';
import { listen } from './listen.ts';
import { storeModalOpen } from './page.ts';
import type { openPreferences } from './preferences.ts';
import type { PreferencesWords } from './preferences-text.ts';
import { shownBy } from './shown.ts';
import { advance, START, type Step, screenOf } from './state.ts';
import { style } from './style.ts';
import type { Text } from './text.ts';
import { firstLayer } from './view.ts';

/** What the second file exports. */
export interface Preferences {
  openPreferences: typeof openPreferences;
}

/** What the guard's file exports. */
export interface Guard {
  openGuard: typeof openGuard;
}

export interface FirstLayerOptions {
  /** BCP 47; else the page's language, else the browser's. */
  locale?: string | undefined;
  /** Those that are there at once. The last one is spoken where no better one is to be had. */
  languages: readonly Language[];
  /** Gets the words for a tag, nothing if there are none. */
  text: (tag: string) => Promise<Partial<Text>>;
  /** Where the second layer is: the address of its bundle, or a function that imports it. */
  preferences: () => Promise<Preferences>;
  /** Gets what only the second layer says of a version of the policy; nothing where it can't be had. */
  details: (version: number) => Promise<{ policy?: PolicyDetails }>;
  /** Where that is which keeps the page from bending the banner. Loaded when there is something to guard. */
  guard: () => Promise<Guard>;
  /** `bar`, `box` or `corner`: where the first layer is in a wide window. Left out: `bar`. */
  layout?: string | undefined;
}

/** A file could not be had: the error names it. */
const warn = (error: unknown): undefined => void console.warn('Sayso:', error);

/** Shows the banner whenever the visitor is to be asked. Returns the function that takes it away for good. */
export function mountFirstLayer(
  port: ConsentPort,
  { locale: wish, languages, text, preferences, details, guard, layout }: FirstLayerOptions,
): () => void {
  const host = createHost(layout);
  const unstyle = adopt(style);
  const stop = new AbortController();
  const { signal } = stop;
  let language: Language | undefined;
  let choosing: Promise<Language> | undefined;
  let stage = START;
  let onScreen = '';
  let told = '';
  let news = false;
  let guarding: Promise<(() => void) | undefined> | undefined;
  let leave: (() => void) | undefined;

  /** Chooses the language, once there is something to say. */
  const speak = (): Promise<Language> => {
    choosing ??= chooseLanguage(
      [wish, document.documentElement.lang, ...navigator.languages],
      languages,
      text,
    ).then((chosen) => {
      host.speak(chosen.locale, chosen.words.dir);
      language = chosen;
      return chosen;
    });
    return choosing;
  };

  const go = (step: Step): void => {
    stage = advance(stage, step);
    if (step !== 'open') leave?.();
    update();
  };

  const choose = (deed: Deed, shown: Shown, said?: Record<string, boolean>, confirmed?: string[]): void => {
    news = true;
    // What the collector answers is the SDK's affair: the choice holds here in any case.
    port.choose(deed, shown, said, confirmed).catch(() => {});
    go('choose');
  };

  const open = async (opener: Element | null, confirmAll = false): Promise<void> => {
    try {
      const { locale, words, preferences: here } = await speak();
      const [second, own, now] = await Promise.all([
        preferences(),
        here ?? text(locale).then((file): PreferencesWords | undefined => file.preferences),
        // Who can't be told more can choose all the same.
        details(port.policy.version).catch((): undefined => {}),
      ]);
      if (!own) throw new Error(locale);
      if (leave || signal.aborted) return;
      const inBanner = host.element.contains(opener);
      go('open');
      const end = second.openPreferences(port, {
        host: host.element,
        locale,
        words,
        own,
        confirmAll,
        now,
        details,
        choose,
        close: () => leave && go('close'),
      });
      leave = () => {
        leave = undefined;
        end();
        requestAnimationFrame(() => {
          const back = inBanner ? host.element.querySelector('[data-action=customise]') : opener;
          (back as HTMLElement | null)?.focus({ preventScroll: true });
        });
      };
    } catch (error) {
      warn(error);
      go('fail');
    }
  };

  const render = ({ locale, words }: Language, state: ConsentState, asks: boolean, ids: string[]): void => {
    const { choice, regime } = state;
    const { title, nodes, apart } = firstLayer(
      port.policy,
      state,
      asks,
      ids,
      locale,
      words,
      (name, { isTrusted, currentTarget }) => {
        // A click that no person made may refuse and look, but never grant or say that something was read.
        if (name === 'customise') open(currentTarget as Element);
        else if (name === 'reject-all') choose(name, shown);
        else if (!isTrusted) return;
        else if (name === 'ok') {
          port.noticed();
          go('choose');
          // What is asked for apart has to be told in full; a yes against a standing no takes a second step outside
          // opt-in. The second layer has both.
        } else if (apart[0] || (regime !== 'opt-in' && ids.some((id) => choice?.purposes[id] === false))) {
          open(currentTarget as Element, true);
        } else choose(name, shown);
      },
    );
    host.show(title, nodes);
    const shown = shownBy(locale, 1, host.words);
  };

  const unguard = (): void => {
    guarding?.then((end) => end?.());
    guarding = undefined;
  };

  function update(): void {
    if (signal.aborted) return;
    if (!document.body || (document.hidden && stage.over !== 'preferences')) {
      // A frame comes only while the page is visible: nothing is shown while it is hidden or prerendered.
      requestAnimationFrame(update);
      return;
    }
    const { policy } = port;
    const state = port.get();
    const honoured = Object.values(state.reasons).includes('gpc');
    const { screen, ids } = screenOf(policy, state, stage);
    if (!language && (honoured || screen !== 'none')) {
      speak().then(update);
      return;
    }
    host.status = (honoured && language?.words.status) || '';

    const asks = screen === 'banner' || screen === 'notice';
    if (screen !== 'none' || honoured) {
      guarding ??= guard().then(({ openGuard }) => openGuard(host, style, update), warn);
    } else unguard();

    const now =
      screen === 'none' || (asks && storeModalOpen()) ? '' : [screen, policy.version, honoured, ids].join();
    if (now === onScreen && !(now && host.element.parentNode !== document.body)) return;
    if (leave && now === onScreen) {
      go('close');
      return;
    }
    onScreen = now;
    // What it shows is its own affair while it is open.
    if (screen === 'preferences') leave ?? host.hold();
    else if (now && asks && language) {
      render(language, state, screen === 'banner', ids);
      // Once the frame in which it was shown is over, if it is still there.
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (onScreen !== now || signal.aborted) return;
          host.raise();
          if (told === now) return;
          told = now;
          port.rendered();
        }),
      );
    } else if (news && language) {
      host.say(language.words.saved);
    } else host.element.remove();
    news = false;
  }

  const esc = (): void => {
    if (onScreen && !leave) go('hide');
  };
  listen(host.element, { open, esc }, signal);
  const unsubscribe = port.subscribe(update);
  update();

  return () => {
    stop.abort();
    leave?.();
    unsubscribe();
    unguard();
    host.element.remove();
    unstyle();
  };
}
