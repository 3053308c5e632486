/** The preferences that a browser, or the store for a minor, sends. */
export interface Signals {
  gpc: boolean;
  dnt: boolean;
  minor: boolean;
}

/**
 * Global Privacy Control as the page sees it. The specification's value is a boolean; early
 * implementations gave 1, and the reading that protects the visitor is taken.
 */
export const gpcProperty = (value: unknown): boolean => [true, 1, '1'].includes(value as string);

/** A preference header (`Sec-GPC`, `DNT`): on if one of its comma-merged lines is exactly `1` (RFC 9110, 5.3). */
export const headerIsOn = (value: string | null | undefined): boolean =>
  value?.split(',').some((line) => line.replace(/^[ \t]+|[ \t]+$/g, '') === '1') ?? false;

/** What either side saw: one is enough. */
export const either = (a: Signals, b: Signals): Signals => ({
  gpc: a.gpc || b.gpc,
  dnt: a.dnt || b.dnt,
  minor: a.minor || b.minor,
});

/** Whether a signal that the policy heeds objects to the purposes marked `gpc`. */
export const objects = (heeded: { gpc: boolean; dnt: boolean }, signals: Signals): boolean =>
  (signals.gpc && heeded.gpc) || (signals.dnt && heeded.dnt);
