import { type Choice, decide, optional, type PolicyRules, saidAt, type Word, wordOn } from '@sayso/protocol';

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
  /** Older than the newest receipt in effect: then only its noes count. */
  late: boolean;
  /** Of a default receipt, which is no choice. */
  isDefault: boolean;
  region: string | null;
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
  const [counted = taken.at] = [taken.at, taken.receivedAt].sort();
  return {
    choice,
    region: taken.late ? (state?.region ?? null) : taken.region,
    locale: taken.late ? (state?.locale ?? null) : taken.locale,
    minor: taken.minor || (state?.minor ?? false),
    restricted: state?.restricted ?? false,
    newestAt: state && state.newestAt > counted ? state.newestAt : counted,
    covers: cover(state, choice, taken, policy),
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
  const base = standing ?? { ...replace(null, taken), purposes: {}, since: {} };
  const noes = Object.keys(taken.words).filter((id) => taken.words[id] === false);
  const said = noes.map((id): [string, string] => [id, taken.at]);
  return {
    ...base,
    purposes: { ...base.purposes, ...Object.fromEntries(noes.map((id) => [id, false])) },
    since: { ...base.since, ...Object.fromEntries(said) },
    confirmed: (base.confirmed ?? []).filter((id) => !noes.includes(id)),
  };
}

/**
 * A run goes on as long as the purpose was allowed, without a signal, until this receipt came: a yes that
 * was outdated or expired in between begins anew.
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
  const before = state && decide({ policy, region, choice: state.choice, signals, now: receivedAt });
  for (const { id } of optional(policy.purposes)) {
    if (wordOn(choice, id) === false) continue;
    const run = before?.allowed[id] ? (state?.covers[id] ?? state?.covers['*']) : undefined;
    if (run) covers[id] = run;
    else if (wordOn(choice, id) === true || state) covers[id] = start;
  }
  return covers;
}
