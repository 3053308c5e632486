import { gpcProperty, type Signals } from '@sayso/protocol';

/** The preferences that the browser sends, read anew for each decision, since a visitor may turn them on. */
export const readSignals = (navigator: Navigator, minor: boolean): Signals => ({
  gpc: gpcProperty((navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl),
  dnt: navigator.doNotTrack === '1',
  minor,
});
