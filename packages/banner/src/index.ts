import type { ConsentPort } from '@sayso/protocol';
import { tagsOf } from './locale.ts';
import { type FirstLayerOptions, mountFirstLayer } from './mount.ts';
import type { Text } from './text.ts';
import * as en from './texts/en.ts';
import { loadText } from './texts.ts';

export type { Language } from './language.ts';
export { type FirstLayerOptions, mountFirstLayer, type Preferences } from './mount.ts';
export type { PreferencesContext } from './preferences.ts';
export type { PreferencesWords } from './preferences-text.ts';
export type { Text, Words } from './text.ts';
export { loadText } from './texts.ts';

export interface BannerOptions {
  /** BCP 47; else the page's language, else the browser's. */
  locale?: string | undefined;
  /** The store's own words: languages that Sayso lacks, or Sayso's with some words changed. */
  texts?: readonly Text[];
  /** Where the second layer is, if not in this package. */
  preferences?: FirstLayerOptions['preferences'];
}

/**
 * The banner for the handle of `createSayso()`: it shows itself whenever the visitor is to be asked, and gets
 * its second layer when that is opened. Returns the function that takes it away for good.
 */
export function mountBanner(
  sayso: { port: ConsentPort; ready?: Promise<unknown> },
  { locale, texts = [], preferences = () => import('./preferences.ts') }: BannerOptions = {},
): () => void {
  let unmount: (() => void) | undefined;
  let wanted = true;
  // Without a policy there is nothing to ask: a Sayso that could not get one shows no banner and captures nothing.
  Promise.resolve(sayso.ready).then(
    () => {
      if (!wanted) return;
      unmount = mountFirstLayer(sayso.port, {
        locale,
        languages: [...texts, texts.find((text) => text.locale === 'en') ?? en].map((text) => ({
          ...text,
          tags: tagsOf(text.locale),
        })),
        text: async (tag) => (await loadText(tag)) ?? {},
        preferences,
      });
    },
    () => {},
  );
  return () => {
    wanted = false;
    unmount?.();
  };
}
