import type { Shown } from '@sayso/protocol';

declare const __SAYSO_BUILD__: string | undefined;

/** What a receipt says about the screen on which the choice was made. */
export const shownBy = (locale: string, layer: 1 | 2, texts: string[]): Shown => ({
  locale,
  texts,
  ui: {
    name: 'sayso-banner',
    build: typeof __SAYSO_BUILD__ === 'undefined' ? 'dev' : __SAYSO_BUILD__,
    layer,
    custom: false,
  },
});
