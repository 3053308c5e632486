import type { BrowserPolicy, ConsentState } from '@sayso/protocol';
import { type CookiePage, clearCookies } from './cookies.ts';
import { byWord, cookiesOf } from './names.ts';
import { clearStorage, type StoragePage } from './stored.ts';

/** What was removed, and what is still there, by name. */
export interface Swept {
  removed: string[];
  left: string[];
}

/** Removes what the policy lists for every purpose that is denied now, and for none that is allowed. */
export function sweep(
  page: CookiePage & StoragePage,
  policy: BrowserPolicy,
  state: Pick<ConsentState, 'allowed'>,
): Swept {
  const { allowed, denied } = byWord(policy, state);
  const cookies = clearCookies(page, denied.flatMap(cookiesOf), allowed.flatMap(cookiesOf));
  const stored = clearStorage(
    page,
    denied.flatMap(({ storage }) => storage ?? []),
    allowed.flatMap(({ storage }) => storage ?? []),
  );
  return { removed: [...cookies.removed, ...stored], left: cookies.left };
}
