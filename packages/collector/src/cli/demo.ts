import { readFileSync } from 'node:fs';
import type { Options } from '../env.ts';
import { newSite } from '../new-site.ts';
import { publishPolicy, type Sign } from '../policy/publish.ts';
import type { SiteStore, Store } from '../store/port.ts';

export const DEMO_SITE = 'demo';

/**
 * Makes the site `demo` with its policy where they are missing, and gives the store back with the
 * storefront let in: by this run only, since the next may have it on another port.
 */
export async function setUpDemo(store: Store, sign: Sign, options: Options, now: number): Promise<Store> {
  if (!(await store.site(DEMO_SITE))) {
    const made = newSite(
      { id: DEMO_SITE, origins: options.demoOrigins, allowNullOrigin: false, logOrigin: options.logOrigin },
      now,
    );
    if ('errors' in made) throw new Error(made.errors.join(' '));
    await store.createSite(made.site);
  }
  const site = await store.site(DEMO_SITE);
  if (!site) throw new Error(`The site ${DEMO_SITE} is not there after it was made.`);
  if ((await site.policies()).length === 0) {
    const published = await publishPolicy(site, sign, demoPolicy(), {}, now);
    if ('errors' in published) throw new Error(JSON.stringify(published.errors));
  }
  return letIn(store, options.demoOrigins);
}

/** Beside `src` as beside `dist`. */
export const demoPolicy = (): unknown =>
  JSON.parse(readFileSync(new URL('../../demo/policy.json', import.meta.url), 'utf8'));

/** The store, with more origins for the demo's pages than are kept. */
function letIn(store: Store, origins: readonly string[]): Store {
  const open = new WeakMap<SiteStore, SiteStore>();
  return {
    createSite: (site) => store.createSite(site),
    sites: () => store.sites(),
    closing: store.closing,
    accessKeys: () => store.accessKeys(),
    addAccessKey: (key) => store.addAccessKey(key),
    revokeAccessKey: (id, at) => store.revokeAccessKey(id, at),
    rotateWrapping: () => store.rotateWrapping(),
    exchangeOperator: (exchange) => store.exchangeOperator(exchange),
    dropOver: () => store.dropOver(),
    trustClock: () => store.trustClock(),
    audit: store.audit,
    waiting: () => store.waiting(),
    watch: (committed) => store.watch(committed),
    giveWay: (through) => store.giveWay(through),
    ready: () => store.ready(),
    close: () => store.close(),
    site: async (id) => {
      const there = await store.site(id);
      if (!there || id !== DEMO_SITE) return there;
      const opened = open.get(there) ?? withOrigins(there, origins);
      open.set(there, opened);
      return opened;
    },
  };
}

const withOrigins = (site: SiteStore, origins: readonly string[]): SiteStore => ({
  site: { ...site.site, origins: [...new Set([...site.site.origins, ...origins])] },
  write: (work) => site.write(work),
  policies: () => site.policies(),
  holding: (hash) => site.holding(hash),
  receipt: (id) => site.receipt(id),
  usable: (may) => site.usable(may),
  captured: (purposes) => site.captured(purposes),
  records: site.records,
  counts: () => site.counts(),
  grants: () => site.grants(),
  aggregates: (from, to) => site.aggregates(from, to),
  refusals: () => site.refusals(),
  expire: (cutoffs) => site.expire(cutoffs),
  retained: () => site.retained(),
});
