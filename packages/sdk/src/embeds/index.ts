import type { ConsentPort } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { openFrames } from './frames.ts';
import { openGate } from './gate.ts';
import { openMedia } from './media.ts';
import { byWord } from './names.ts';
import { PAUSE, reload } from './reload.ts';
import { openScripts } from './scripts.ts';
import { type Swept, sweep } from './sweep.ts';
import { watch } from './watch.ts';

export type { Swept } from './sweep.ts';

export interface EmbedsOptions {
  /** BCP 47; else the page's language, else the browser's. */
  locale?: string | undefined;
  /** The nonce of the page's content security policy: then only scripts that have it are run. */
  nonce?: string | undefined;
}

/** The page's third-party code, which waits for its purposes. */
export interface Embeds {
  /** Removes the cookies and the storage that the policy lists for what is denied now. It is done without asking too. */
  sweep(): Swept;
  /** What waits goes on waiting. */
  stop(): void;
}

/**
 * Lets the page's elements with `data-purpose` run, load or wait, as the visitor's choice says and changes, and removes
 * what the policy lists for purposes that are denied. Takes the handle of `createSayso()`.
 */
export function openEmbeds(
  sayso: { port: ConsentPort; ready?: Promise<unknown> },
  { locale, nonce }: EmbedsOptions = {},
  window: PageWindow = globalThis.window,
): Embeds {
  const { port } = sayso;
  const { document, setTimeout } = window;
  const stops: (() => void)[] = [];
  const told = new Set<string>();
  let wanted = true;

  const clear = (): Swept => {
    const swept = sweep(window, port.policy, port.get());
    const news = swept.left.filter((name) => !told.has(name));
    for (const name of news) told.add(name);
    if (news.length) console.warn(`sayso: cookies that can't be removed from this page: ${news.join(', ')}`);
    return swept;
  };

  const open = (): void => {
    if (!wanted) return;
    const gate = openGate(port);
    const frames = openFrames(document, port, gate, locale);
    const runScripts = openScripts(document, gate, nonce ?? '');
    const loadMedia = openMedia(document, gate);
    let allowed = byWord(port.policy, port.get()).allowed;

    const look = (): void => {
      frames.look();
      loadMedia();
      runScripts();
    };
    const changed = (): void => {
      const before = allowed;
      const now = byWord(port.policy, port.get());
      allowed = now.allowed;
      clear();
      if (before.some(({ id }) => now.denied.some((purpose) => purpose.id === id))) {
        frames.forget();
        // Code that runs can't be stopped, and may have written once more.
        setTimeout(() => {
          clear();
          if (port.policy.reloadOnWithdraw) reload(window);
        }, PAUSE);
      }
      look();
    };
    stops.push(port.subscribe(changed), watch(window, look));
    clear();
    look();
  };
  // Before the policy is known every purpose would be unknown.
  Promise.resolve(sayso.ready).then(open, () => {});

  return {
    sweep: clear,
    stop() {
      wanted = false;
      for (const stop of stops) stop();
    },
  };
}
