import { type Language, mountFirstLayer } from '@sayso/banner';
import type { BrowserPolicy } from '@sayso/protocol';
import type { Finding } from './audit/index.ts';
import type { SaysoOptions } from './config.ts';
import { onceEmbedded } from './embedded.ts';
import { compose, type Sayso } from './sayso.ts';

/** What the collector puts in place of `__SAYSO_CONFIG__`. */
interface Served {
  policy: BrowserPolicy;
  /** The banner's first layer in the site's languages, and last in English. */
  languages: Language[];
  /** Only where the collector sees the region by itself. */
  region?: string;
  /** Only where the policy lists something to do on a no: then the file for third-party code is always loaded. */
  embeds?: true;
  /** The folder, at the collector, of what is loaded later. */
  assets: string;
}

declare const __SAYSO_CONFIG__: Served;

/** Calls that may be made before the script has loaded, and after. */
type Call = ['track' | 'page' | 'minor' | 'on', ...unknown[]];

/** `window.sayso`: without the port, by which a choice is recorded as the visitor's own. */
type Handle = Omit<Sayso, 'port'> & {
  push(...calls: Call[]): void;
  /** Lists what of this page the policy does not name, or the visitor has not allowed. */
  audit(): Promise<Finding[]>;
  /** Shows what becomes of each event. */
  debug(): Promise<() => void>;
};

const page = window as unknown as { sayso?: Handle | Call[] };
const before = page.sayso;

const script = document.currentScript as HTMLScriptElement | null;

function start(calls: Call[]): void {
  const served = __SAYSO_CONFIG__;
  const { region, locale, minor, layout } = script?.dataset ?? {};
  const src = script?.src ?? '';
  // Here and below without a regular expression: making one costs a load more than all else on its line.
  const collector = src.slice(0, src.lastIndexOf('/s/'));
  const assets = collector + served.assets;
  const narrow: SaysoOptions['narrow'] = [];
  const load = (name: string) => import(`${assets}${name}.js`);
  // What a developer asks for, by a call or in the page's address: each a file of its own.
  const open = (tool: string) => () => load(tool).then((file) => file[tool](sayso));
  const tool = ['audit', 'debug'].find((name) => location.search.includes(`sayso-${name}`));
  const begin = async () => {
    if (tool) void (await load(tool))[tool](sayso);
  };
  const options = {
    // As a module it would not know where it came from.
    site: collector && served.policy.site,
    collector,
    policy: served.policy,
    narrow,
    minor: (minor ?? 'false') !== 'false',
    region,
    servedRegion: served.region,
    // A tool that is there first hears of everything, as does who asked to be told before this had loaded.
    after: begin().catch(console.warn),
  };
  const sayso = compose(options, () => load('capture'));
  const { port, ...handle } = sayso;
  for (const [name, settings] of Object.entries(served.policy.connections ?? {})) {
    load(`connect-${name}`).then(
      ({ connect }) =>
        connect({ get: port.get, subscribe: port.subscribe, narrow, policy: served.policy }, settings),
      console.warn,
    );
  }
  const push = (...calls: Call[]): void => {
    for (const call of calls) {
      const [name = '', ...args] = Array.isArray(call) ? call : [];
      if (/^(track|page|minor|on)$/.test(name))
        (handle[name as 'on'] as (...args: unknown[]) => void)(...args);
    }
  };
  page.sayso = { ...handle, push, audit: open('audit'), debug: open('debug') };
  // Before the next frame, in a task of its own, so that none of the three gets long.
  handle.ready.then(() =>
    setTimeout(() => {
      mountFirstLayer(port, {
        locale,
        languages: served.languages,
        text: (tag) => load(`text.${encodeURIComponent(tag)}`),
        preferences: () => load('preferences'),
        details: (version) => load(`policy.${options.site}.${version}`),
        guard: () => load('guard'),
        layout,
      });
      onceEmbedded(!!served.embeds, () =>
        load('embeds').then((file) => file.openEmbeds(sayso, { locale, nonce: script?.nonce })),
      );
    }),
  );
  push(...calls);
}

// A script that is included twice runs once. As a microtask, before anything else of the page: Chromium notes the
// whole stack where a cookie is read, and would parse the file twice more for the functions that run on the spot.
if (!before || Array.isArray(before)) queueMicrotask(() => start(before ?? []));
