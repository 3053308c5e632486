import type { Props } from '@sayso/protocol';
import { useCallback } from 'react';
import { usePage } from './provider.ts';

/** The same function in each render: hands an event to the gate, once Sayso is there. Never throws. */
export function useTrack(): (name: string, props?: Props) => void {
  const page = usePage();
  return useCallback((name, props) => void page.run((sayso) => sayso.track(name, props)), [page]);
}
