import type { Track } from '@sayso/sdk/on-page';
import { useCallback } from 'react';
import { usePage } from './provider.ts';

/** The same function in each render: hands an event to the gate, once Sayso is there. Never throws. */
export function useTrack(): Track {
  const page = usePage();
  return useCallback((name, ...props) => void page.run((sayso) => sayso.track(name, ...props)), [page]);
}
