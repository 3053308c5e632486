/** How the law of a region starts: nothing until yes, until no, or with a notice only. */
export type Regime = 'opt-in' | 'opt-out' | 'notice';

const STRICTNESS: Record<Regime, number> = { notice: 0, 'opt-out': 1, 'opt-in': 2 };

/** Whether a yes given under `made` is worth as much under `now`. */
export const asStrict = (made: Regime, now: Regime): boolean => STRICTNESS[made] >= STRICTNESS[now];

const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** An ISO 3166-1 country or 3166-2 subdivision, else null: anything else is unknown. */
export const parseRegion = (region: unknown): string | null =>
  typeof region === 'string' && REGION.test(region) ? region : null;

/** The regime of a region: its own, its country's, else `default` (contract section 5). */
export function regimeOf(regimes: Record<string, Regime>, region: string | null): Regime {
  for (const key of region ? [region, region.slice(0, 2)] : []) {
    if (Object.hasOwn(regimes, key)) return regimes[key] as Regime;
  }
  return regimes.default ?? 'opt-in';
}

/** Where a region is known from. */
export type RegionSource = 'header' | 'page' | 'unknown';

export interface Place {
  region: string | null;
  source: RegionSource;
}

/** As much of a policy as says where a visitor is. */
interface Regions {
  regimes: Record<string, Regime>;
  region: { trustPage: boolean };
}

/**
 * The region to decide by; null if it is unknown. A trusted proxy's header comes first; the page's own word, without
 * `trustPage`, can only make things stricter than `default` (contract section 2, Region).
 */
export function regionOf({ regimes, region }: Regions, header: unknown, page: unknown): string | null {
  const claimed = parseRegion(page);
  const counts = region.trustPage || asStrict(regimeOf(regimes, claimed), regimeOf(regimes, null));
  return parseRegion(header) ?? (counts ? claimed : null);
}

/** The same, and where it is known from. */
export function placeOf(policy: Regions, header: unknown, page: unknown): Place {
  const region = regionOf(policy, header, page);
  const source = parseRegion(header) ? 'header' : 'page';
  return { region, source: region ? source : 'unknown' };
}
