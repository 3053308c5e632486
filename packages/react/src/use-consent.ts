import type { ConsentState } from '@sayso/protocol';
import { type SaysoHandle, UNDECIDED } from '@sayso/sdk/on-page';
import { useMemo, useSyncExternalStore } from 'react';
import { usePage } from './provider.ts';

type Ask = SaysoHandle['consent'];

/** What is decided, and what can be asked for. The grants among these are page code's, which a policy has to allow. */
export interface Consent extends ConsentState, Pick<Ask, 'acceptAll' | 'rejectAll' | 'save' | 'withdraw'> {
  /** False on a server, while the page hydrates, and until policy, choice and signals are known: nothing is allowed. */
  ready: boolean;
  /** Opens the preferences, if there is a banner. */
  open(): void;
}

/** What the visitor allows, now and after each change. */
export function useConsent(): Consent {
  const page = usePage();
  const state = useSyncExternalStore(page.subscribe, page.get, () => UNDECIDED);
  return useMemo(
    () => ({
      ...state,
      ready: state !== UNDECIDED,
      acceptAll: () => page.run(({ consent }) => consent.acceptAll()),
      rejectAll: () => page.run(({ consent }) => consent.rejectAll()),
      save: (words) => page.run(({ consent }) => consent.save(words)),
      withdraw: (options) => page.run(({ consent }) => consent.withdraw(options)),
      open: () => void page.run(({ consent }) => consent.open()),
    }),
    [page, state],
  );
}
