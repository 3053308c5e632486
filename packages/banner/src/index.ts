import type { ConsentPort } from '@sayso/protocol';
import { type FirstLayerOptions, mountFirstLayer, type Preferences } from './mount.ts';

export { type FirstLayerOptions, mountFirstLayer, type Preferences } from './mount.ts';
export type { PreferencesContext } from './preferences.ts';

/**
 * The banner for the handle of `createSayso()`: it shows itself whenever the visitor is to be asked, and gets
 * its second layer when that is opened. Returns the function that takes it away for good.
 */
export function mountBanner(
  sayso: { port: ConsentPort; ready?: Promise<unknown> },
  options: Partial<FirstLayerOptions> = {},
): () => void {
  let unmount: (() => void) | undefined;
  let wanted = true;
  const preferences = options.preferences ?? ((): Promise<Preferences> => import('./preferences.ts'));
  // Without a policy there is nothing to ask: a Sayso that could not get one shows no banner and captures nothing.
  Promise.resolve(sayso.ready).then(
    () => {
      if (wanted) unmount = mountFirstLayer(sayso.port, { ...options, preferences });
    },
    () => {},
  );
  return () => {
    wanted = false;
    unmount?.();
  };
}
