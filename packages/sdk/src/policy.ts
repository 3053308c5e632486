import type { BrowserPolicy } from '@sayso/protocol';

/** Until the policy is known there is no purpose: nothing can be captured, and nothing is asked. */
export const NO_POLICY = {
  purposes: [],
  regimes: {},
  signals: {},
  region: {},
  texts: {},
} as unknown as BrowserPolicy;
