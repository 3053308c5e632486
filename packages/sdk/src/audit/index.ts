import type { ConsentPort } from '@sayso/protocol';
import type { PageWindow } from '../environment.ts';
import { type Finding, judge } from './judge.ts';
import { type Seen, seenIn } from './seen.ts';

export type { Finding } from './judge.ts';

/** How long a page goes on loading after its load event, in milliseconds. */
const LATER = 3_000;

/**
 * Lists the cookies, the storage, the requests to others and the elements of this page that the policy does not name, or
 * that were there before the visitor allowed their purpose; prints them as a table. It sends nothing. Called while the
 * page is loading, it waits until some seconds after.
 */
export async function audit(
  { port, ready }: { port: ConsentPort; ready?: Promise<unknown> },
  window: PageWindow = globalThis.window,
): Promise<Finding[]> {
  // The browser keeps 250 unless told otherwise.
  window.performance.setResourceTimingBufferSize(5_000);
  await ready;
  await loaded(window);
  // This file comes from where Sayso's others do.
  const seen: Seen[] = await seenIn(window, new URL(import.meta.url).origin);
  const found = judge(port.policy, port.get(), seen);
  const { version, site } = port.policy;
  console.warn(`sayso: audit of ${site}, policy ${version}: ${found.length || 'nothing'} to look at`);
  // biome-ignore lint/suspicious/noConsole: this table is what it was called for
  if (found.length) console.table(found);
  return found;
}

const loaded = ({ document, addEventListener, setTimeout }: PageWindow): Promise<void> =>
  new Promise((resolve) => {
    const later = (): void => void setTimeout(resolve, LATER);
    if (document.readyState === 'complete') resolve();
    else addEventListener('load', later, { once: true });
  });
