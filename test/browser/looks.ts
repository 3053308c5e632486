import type { Page } from 'playwright';
import type { Scene } from './scene.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';

/** How a page can look to somebody. */
export interface Look {
  name: string;
  media: Parameters<Page['emulateMedia']>[0];
  viewport: { width: number; height: number };
}

const SMALL = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 800 };
/** What 1280 × 1024 are at 400 % (WCAG 2.2, 1.4.10). */
const ZOOMED = { width: 320, height: 256 };

const plain = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' } as const;

/** The ways that one visit can go through; from right to left is another language, and another visit. */
export const looks: readonly Look[] = [
  { name: 'light', media: plain, viewport: WIDE },
  { name: 'dark', media: { ...plain, colorScheme: 'dark' }, viewport: WIDE },
  { name: 'forced colours', media: { ...plain, forcedColors: 'active' }, viewport: WIDE },
  { name: 'reduced motion', media: { ...plain, reducedMotion: 'reduce' }, viewport: WIDE },
  { name: '320 pixels', media: plain, viewport: SMALL },
  { name: '320 pixels, dark', media: { ...plain, colorScheme: 'dark' }, viewport: SMALL },
  { name: '400 % zoom', media: plain, viewport: ZOOMED },
];

/**
 * A dialog so high that nothing in it lies half under the row of buttons: that is where it was scrolled to, not its
 * size, which is what axe-core would say.
 */
export const high = ({ width, height }: Look['viewport']): Look['viewport'] => ({
  width,
  height: width > 320 ? 3000 : height,
});

/** Somebody to whom pages speak their own language, whatever the store says of its own. */
export async function visitIn(
  scene: Pick<Scene, 'visit'>,
  locale: string,
  as: VisitorOptions = {},
): Promise<Visitor> {
  const visitor = await scene.visit({ ...as, locale });
  await visitor.page.addInitScript((lang) => {
    new MutationObserver(() => {
      if (document.documentElement) document.documentElement.lang = lang;
    }).observe(document, { childList: true });
  }, locale);
  return visitor;
}
