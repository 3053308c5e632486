import type { ConsentPort, PolicyDetails } from '@sayso/protocol';
import { tagsOf } from './locale.ts';
import { type FirstLayerOptions, mountFirstLayer } from './mount.ts';
import type { Text } from './text.ts';
import * as en from './texts/en.ts';
import { loadText } from './texts.ts';

export type { Language } from './language.ts';
export { type FirstLayerOptions, type Guard, mountFirstLayer, type Preferences } from './mount.ts';
export type { PreferencesContext } from './preferences.ts';
export type { PreferencesWords } from './preferences-text.ts';
export type { Text, Words } from './text.ts';
export { loadText } from './texts.ts';

export interface BannerOptions {
  /** BCP 47; else the page's language, else the browser's. */
  locale?: string | undefined;
  /** The store's own words: languages that Sayso lacks, or Sayso's with some words changed. */
  texts?: readonly Text[];
  /** Where the first layer is in a wide window: across the bottom, in its middle, in its corner. On phones all are alike. */
  layout?: 'bar' | 'box' | 'corner';
  /** Where the second layer is, if not in this package. */
  preferences?: FirstLayerOptions['preferences'];
  /** Where the guard is, if not in this package. */
  guard?: FirstLayerOptions['guard'];
}

/**
 * The banner for the handle of `createSayso()`: it shows itself whenever the visitor is to be asked, and gets
 * its second layer when that is opened. Returns the function that takes it away for good.
 */
export function mountBanner(
  sayso: { port: ConsentPort; ready?: Promise<unknown> },
  {
    locale,
    texts = [],
    layout,
    preferences = () => import('./preferences.ts'),
    guard = () => import('./guard.ts'),
  }: BannerOptions = {},
): () => void {
  let unmount: (() => void) | undefined;
  let silence: (() => void) | undefined;
  let wanted = true;
  const text = async (tag: string): Promise<Partial<Text>> => (await loadText(tag)) ?? {};
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
        text,
        preferences,
        details: async (version) => detailsOf(sayso.port, version),
        guard,
        layout,
      });
      const { coming } = sayso.port.policy;
      if (coming)
        import('./announced.ts').then(({ announce }) => {
          if (wanted)
            silence = announce(
              coming,
              async (tag) => texts.find(({ locale }) => locale === tag) ?? text(tag),
            );
        }, console.warn);
    },
    () => {},
  );
  return () => {
    wanted = false;
    unmount?.();
    silence?.();
  };
}

/** What was fetched from the collector says all of its own version; of another one it is asked. */
async function detailsOf(
  { policy, call }: ConsentPort,
  version: number,
): Promise<{ policy?: PolicyDetails }> {
  const given = policy as Partial<PolicyDetails>;
  if (given.publishedAt && policy.version === version) return { policy: policy as PolicyDetails };
  const answer = await call?.(`/v1/${policy.site}/policies/${version}?for=browser`);
  return answer?.status === 200 ? { policy: answer.body as PolicyDetails } : {};
}
