import {
  type Choice,
  decide,
  optional,
  type PolicyRules,
  type RegionSource,
  saidAt,
  toMs,
  type Word,
  wordOn,
} from '@sayso/protocol';

/** For how many days an erased subject is told from an unknown one. */
export const ERASED_DAYS = 90;

/** When a purpose began to be covered without a break: by the browser's clock, and by ours. */
export interface Cover {
  at: string;
  receivedAt: string;
}

/** What the collector knows of a subject's consent: the sum of its receipts in effect. */
export interface SubjectState {
  /** What the subject decided; null while only the law's default covers it. */
  choice: Choice | null;
  /** The region of its newest receipt in effect. */
  region: string | null;
  regionSource?: RegionSource;
  locale: string | null;
  /** Sticky: only a server's key clears it. */
  minor: boolean;
  /** Under restriction or objection: nothing new is stored. */
  restricted: boolean;
  /** The newest time of a receipt in effect, by the browser's clock; one in the future counts as received. */
  newestAt: string;
  /** The unbroken run of yeses, or of the default, of each purpose; `*`: since when there is a receipt. */
  covers: Record<string, Cover>;
  /** Base64url SHA-256 of the newest receipt's JWS. */
  prev: string | null;
}

/** A receipt that takes effect. */
export interface Taken {
  words: Record<string, Word>;
  since: Record<string, string>;
  confirmed: string[];
  policyVersion: number;
  /** The regime it was made in. */
  regime: NonNullable<Choice['regime']>;
  at: string;
  receivedAt: string;
  /** Only its noes count: it is older than the newest receipt in effect, or made by the collector. */
  late: boolean;
  /** Of a default receipt, which is no choice. */
  isDefault: boolean;
  region: string | null;
  regionSource: RegionSource;
  locale: string | null;
  minor: boolean;
}

/** The state after a receipt took effect. Pure. */
export function take(state: SubjectState | null, taken: Taken, policy: PolicyRules): SubjectState {
  const standing = state?.choice ?? null;
  const choice = taken.isDefault
    ? standing
    : taken.late
      ? addNoes(standing, taken)
      : replace(standing, taken);
  // By the browser's clock; one in the future counts as received.
  const counted = toMs(taken.at) < toMs(taken.receivedAt) ? taken.at : taken.receivedAt;
  const place = taken.late && state ? state : taken;
  return {
    choice,
    region: place.region,
    regionSource: place.regionSource ?? 'unknown',
    locale: place.locale,
    minor: taken.minor || (state?.minor ?? false),
    restricted: state?.restricted ?? false,
    newestAt: state && toMs(state.newestAt) > toMs(counted) ? state.newestAt : counted,
    covers: taken.late && state ? withoutNoes(state.covers, choice) : cover(state, choice, taken, policy),
    prev: state?.prev ?? null,
  };
}

/** A new choice takes the place of the old one; but a no stands until it is taken back in words. */
function replace(standing: Choice | null, { words, since, ...taken }: Taken): Choice {
  const purposes = { ...words };
  const times: Record<string, string> = { ...since };
  for (const [id, word] of Object.entries(standing?.purposes ?? {})) {
    if (standing && word === false && (!Object.hasOwn(purposes, id) || purposes[id] === null)) {
      purposes[id] = false;
      times[id] = saidAt(standing, id);
    }
  }
  const { policyVersion, at, regime, confirmed } = taken;
  return { purposes, policyVersion, at, since: times, regime, confirmed };
}

/** A late receipt's noes are added to what stands; its yeses change nothing. */
function addNoes(standing: Choice | null, taken: Taken): Choice {
  const base = standing ?? replace(null, taken);
  const noes = Object.keys(taken.words).filter((id) => taken.words[id] === false);
  const news = standing ? noes.filter((id) => wordOn(standing, id) !== false) : [];
  return {
    ...base,
    purposes: { ...base.purposes, ...Object.fromEntries(news.map((id) => [id, false])) },
    since: { ...base.since, ...Object.fromEntries(news.map((id) => [id, taken.at])) },
    confirmed: (base.confirmed ?? []).filter((id) => !noes.includes(id)),
  };
}

/** The runs go on, but for the purposes that were refused. */
const withoutNoes = (covers: Record<string, Cover>, choice: Choice | null): Record<string, Cover> =>
  Object.fromEntries(Object.entries(covers).filter(([id]) => wordOn(choice, id) !== false));

/**
 * A run goes on as long as the purpose was allowed, without a signal, until this receipt came, both where
 * the subject was and where it is: a yes that was outdated or expired in between begins anew.
 */
function cover(
  state: SubjectState | null,
  choice: Choice | null,
  { at, receivedAt, region }: Taken,
  policy: PolicyRules,
): Record<string, Cover> {
  const start: Cover = { at, receivedAt };
  const covers: Record<string, Cover> = { '*': state?.covers['*'] ?? start };
  const signals = { gpc: false, dnt: false, minor: false };
  const before = (state ? [state.region, region] : []).map((place) =>
    decide({ policy, region: place, choice: state?.choice ?? null, signals, now: receivedAt }),
  );
  for (const { id } of optional(policy.purposes)) {
    if (wordOn(choice, id) === false) continue;
    const goesOn = state && before.every(({ allowed }) => allowed[id]);
    const run = goesOn ? (state.covers[id] ?? state.covers['*']) : undefined;
    if (run) covers[id] = run;
    else if (wordOn(choice, id) === true || state) covers[id] = start;
  }
  return covers;
}
