import { AFRICA } from './africa.ts';
import { AMERICAS } from './americas.ts';
import { ASIA_PACIFIC } from './asia-pacific.ts';
import { EU } from './eu.ts';
import { EUROPE } from './europe.ts';
import type { Law } from './law.ts';
import { US, US_OPT_OUT } from './us.ts';
import { US_NOTICE } from './us-notice.ts';
import { US_SIGNAL } from './us-signal.ts';

/** The day for which the table was last gone through. An entry may be newer. */
export const LAW_AS_OF = '2026-11-21';

/** Where no law is on record, or the region is unknown: the strictest start, because unknown means no. */
const DEFAULT: Law = {
  region: 'default',
  name: 'Anywhere else, and where the region is not known',
  regime: 'opt-in',
  signals: [],
  words: [],
  sources: [],
  asOf: LAW_AS_OF,
  checked: false,
  note: 'No law: the table does not know what holds there, so it takes the strictest start.',
};

/** Every entry, `default` last, the others by region. */
export const LAWS: readonly Law[] = [
  ...[
    ...AFRICA,
    ...AMERICAS,
    ...ASIA_PACIFIC,
    ...EU,
    ...EUROPE,
    US,
    ...US_SIGNAL,
    ...US_OPT_OUT,
    ...US_NOTICE,
  ].sort((a, b) => (a.region < b.region ? -1 : 1)),
  DEFAULT,
];

const BY_REGION: ReadonlyMap<string, Law> = new Map(LAWS.map((law) => [law.region, law]));

/** What the law of a region asks: its own entry (`US-CA`), its country's (`US`), else the default. Pure. */
export const lawOf = (region: string | null): Law =>
  (region && (BY_REGION.get(region) ?? BY_REGION.get(region.slice(0, 2)))) || DEFAULT;
