import type { ReactNode } from 'react';
import { useConsent } from './use-consent.ts';

export interface GateProps {
  /** The purpose, or all of those that have to be allowed. */
  purpose: string | readonly string[];
  /** What stands there until then; nothing if left out. */
  fallback?: ReactNode;
  children?: ReactNode;
}

/** Renders its children only while the purpose is allowed: never on a server, and no longer once it is withdrawn. */
export function Gate({ purpose, fallback = null, children }: GateProps): ReactNode {
  const { allowed } = useConsent();
  const ids = typeof purpose === 'string' ? [purpose] : purpose;
  const isOpen = ids.length > 0 && ids.every((id) => Object.hasOwn(allowed, id) && allowed[id] === true);
  return isOpen ? children : fallback;
}
