import { type OnPage, onPage, type SaysoSource } from '@sayso/sdk/on-page';
import { createContext, createElement, type ReactNode, useContext, useEffect, useState } from 'react';

const PageContext = createContext<OnPage | null>(null);

export interface SaysoProviderProps {
  /**
   * The handle of `createSayso()`; or a function that makes it, which is called once in the browser and never on a server.
   * With neither it is that of the script tag, also if it loads later.
   */
  sayso?: SaysoSource | undefined;
  children?: ReactNode;
}

/** Lets everything inside know what the visitor allows. What it was first given stays. */
export function SaysoProvider({ sayso, children }: SaysoProviderProps): ReactNode {
  const [page] = useState(() => onPage(sayso));
  // It begins even if nobody inside asks.
  useEffect(() => void page.run(() => {}), [page]);
  return createElement(PageContext.Provider, { value: page }, children);
}

/** The page's Sayso. Throws outside a provider: nothing would ever be allowed there. */
export function usePage(): OnPage {
  const page = useContext(PageContext);
  if (!page) throw new Error('@sayso/react: there is no <SaysoProvider> around this component');
  return page;
}
