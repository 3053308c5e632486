import { mountFirstLayer } from '@sayso/banner';
import type { BrowserPolicy } from '@sayso/protocol';
import { compose, type Sayso } from './sayso.ts';

/** What the collector puts in place of `__SAYSO_CONFIG__`. */
interface Served {
  /** The collector's address as it was asked for; empty where the script's own is to be taken. */
  collector: string;
  policy: BrowserPolicy;
  /** Only where the collector sees the region by itself. */
  region?: string;
  /** The folder, at the collector, of what is loaded later. */
  assets: string;
}

declare const __SAYSO_CONFIG__: Served;

/** Calls that may be made before the script has loaded, and after. */
type Call = ['track' | 'page' | 'minor' | 'on', ...unknown[]];

/** `window.sayso`: without the port, by which a choice is recorded as the visitor's own. */
type Handle = Omit<Sayso, 'port'> & { push(...calls: Call[]): void };

const page = window as unknown as { sayso?: Handle | Call[] };
const before = page.sayso;

const script = document.currentScript as HTMLScriptElement | null;

function start(calls: Call[]): void {
  const served = __SAYSO_CONFIG__;
  const { region, locale, minor } = script?.dataset ?? {};
  const collector = served.collector || (script?.src ?? '').replace(/\/s\/[^/]*$/, '');
  const assets = collector + served.assets;
  const options = {
    site: served.policy.site,
    collector,
    policy: served.policy,
    minor: minor !== undefined && minor !== 'false',
    ...(region && { region }),
    ...(served.region && { servedRegion: served.region }),
  };
  const { port, ...handle } = compose(options, () => import(`${assets}capture.js`));
  const push = (...calls: Call[]): void => {
    for (const call of calls) {
      const [name, ...args] = Array.isArray(call) ? call : [];
      if (name && /^(track|page|minor|on)$/.test(name))
        (handle[name] as (...args: unknown[]) => void)(...args);
    }
  };
  page.sayso = { ...handle, push };
  // Before the next frame, in a task of its own, so that none of the three gets long.
  handle.ready.then(() =>
    setTimeout(() => mountFirstLayer(port, { locale, preferences: `${assets}preferences.js` })),
  );
  push(...calls);
}

// A script that is included twice runs once. As a microtask, before anything else of the page: Chromium notes the
// whole stack where a cookie is read, and would parse the file twice more for the functions that run on the spot.
if (!before || Array.isArray(before)) queueMicrotask(() => start(before ?? []));
