import {
  DAY,
  decide,
  type EventProps,
  isEventName,
  isUuid,
  LIMITS,
  type Page,
  type PolicyRules,
  type Purpose,
  parsePage,
  parseProps,
  purposeOf,
  type Refusal,
  type SaysoEvent,
  type Signals,
  toMs,
  toTime,
} from '@sayso/protocol';
import type { Cover, SubjectState } from './subject.ts';

/** Since when a purpose is covered, in milliseconds since 1970. */
type Begun = { [clock in keyof Cover]: number };

const MINUTE = 60_000;
const TOO_OLD = 7 * DAY;
const FUTURE = 10 * MINUTE;
const CLOCKS_DIFFER = 5 * MINUTE;

/** What one batch is judged by. */
export interface Enforcement {
  /** The current policy. */
  policy: PolicyRules & { eventProps: EventProps };
  /** The subject's state; null where it has no receipt in effect. */
  state: SubjectState | null;
  signals: Signals;
  /** Of the request's trusted header, else of the receipt. */
  region: string | null;
  /** Ids of this batch that are stored already, in lower case. */
  known: ReadonlySet<string>;
  /** The proofs of this batch that hold: who the visitor is, by the store's word. */
  proven: ReadonlySet<unknown>;
  /** RFC 3339: the browser's clock when the batch was sent. */
  sentAt: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** What became of one event. A refused one leaves nothing but its name and the reason, to be counted. */
export type Verdict =
  | { do: 'accept'; event: SaysoEvent; purpose: string }
  | { do: 'duplicate' }
  | { do: 'refuse'; id: string | null; name: string | null; reason: Refusal };

/**
 * Decides again for every event, as the browser's gate did; the first reason that fits, in the order of
 * contract section 2 (Refusals of events). Pure.
 */
export function enforce(events: readonly Given[], batch: Enforcement): Verdict[] {
  const { policy, state, now } = batch;
  const decision = decide({
    policy,
    region: batch.region,
    choice: state?.choice ?? null,
    signals: { ...batch.signals, minor: batch.signals.minor || (state?.minor ?? false) },
    now: toTime(now),
  });
  const skew = now - toMs(batch.sentAt);
  const stored = new Set(batch.known);
  const readPage = rememberingPages();

  const begun = new Map<string, Begun | null>();
  const begunOf = (purpose: string): Begun | null => {
    let times = begun.get(purpose);
    if (times === undefined) {
      const cover = state?.covers[purpose] ?? state?.covers['*'];
      times = cover ? { at: toMs(cover.at), receivedAt: toMs(cover.receivedAt) } : null;
      begun.set(purpose, times);
    }
    return times;
  };

  const judge = (event: Envelope, at: number, purpose: Purpose): Refusal | SaysoEvent => {
    const likely = Math.abs(skew) > CLOCKS_DIFFER ? at + skew : at;
    if (likely < now - TOO_OLD) return 'too-old';
    if (likely > now + FUTURE) return 'future';

    if (!state) return 'no-receipt';
    if (state.restricted) return 'restricted';
    if (!decision.allowed[purpose.id]) return refusalOf(decision.reasons[purpose.id]);
    if (isBefore(at, skew, begunOf(purpose.id))) return 'before-choice';
    if (event.name === 'identify' && !batch.proven.has(proofOf(event))) return 'unverified';
    return complete(event, policy.eventProps, readPage) ?? 'invalid';
  };

  return events.map(({ id, name, event, at }): Verdict => {
    // A name that the policy does not know could be anything, so it is not kept either.
    const purpose = name === null ? undefined : purposeOf(policy.purposes, name);
    const refused = { do: 'refuse' as const, id, name: purpose ? name : null };
    if (!event) return { ...refused, reason: 'invalid' };
    const key = event.id.toLowerCase();
    if (stored.has(key)) return { do: 'duplicate' };
    if (!purpose) return { ...refused, reason: 'unknown-event' };
    const verdict = judge(event, at, purpose);
    if (typeof verdict === 'string') return { ...refused, reason: verdict };
    stored.add(key);
    return { do: 'accept', event: verdict, purpose: purpose.id };
  });
}

/** The ids of a batch that can be asked for: valid UUIDs, in lower case. */
export function idsOf(events: readonly Given[]): string[] {
  const ids: string[] = [];
  for (const { event } of events) if (event) ids.push(event.id.toLowerCase());
  return ids;
}

/** The proofs that the `identify` events of a batch bring, to be verified before it is judged. */
export const proofsOf = (events: readonly Given[]): Set<unknown> =>
  new Set(events.flatMap(({ event }) => (event?.name === 'identify' ? [proofOf(event)] : [])));

const proofOf = ({ props }: Envelope): unknown => (Object(props) as Record<string, unknown>).proof;

export interface Envelope extends Record<string, unknown> {
  id: string;
  name: string;
  at: string;
}

/** What can be read of an event, be it valid or not. */
export interface Given {
  id: string | null;
  name: string | null;
  /** Milliseconds since 1970; NaN for no time. */
  at: number;
  /** Null where one of the three is not valid. */
  event: Envelope | null;
}

/** Reads of an event, which may be anything, what it is judged by. */
export function readGiven(given: unknown): Given {
  const { id, name, at: time } = Object(given) as Record<string, unknown>;
  const at = toMs(time);
  const read = { id: isUuid(id) ? id : null, name: isEventName(name) ? name : null, at };
  const isValid = read.id !== null && read.name !== null && !Number.isNaN(at);
  return { ...read, event: isValid ? (given as Envelope) : null };
}

/** decide's reason as a refusal: for an event, no choice is a no. */
const refusalOf = (reason: string | undefined): Refusal =>
  reason === 'gpc' || reason === 'minor' || reason === 'outdated' || reason === 'expired' ? reason : 'denied';

/**
 * Whether the event is from before its purpose was covered: by the browser's own times, and, corrected by
 * the difference of the clocks, by ours. Both, so that a wrong clock alone loses nothing.
 */
const isBefore = (at: number, skew: number, begun: Begun | null): boolean =>
  !begun || (at < begun.at && at + skew < begun.receivedAt);

/** All that `parsePage` reads. */
const PAGE_FIELDS = ['url', 'title', 'referrer', 'id'] as const;

/** The events of a batch are mostly of one page, and reading its addresses takes longer than all the rest. */
function rememberingPages(): (page: unknown) => Page | null {
  let last: Record<string, unknown> | null = null;
  let parsed: Page | null = null;
  return (page) => {
    const given = Object(page) as Record<string, unknown>;
    const before = last;
    if (!before || PAGE_FIELDS.some((field) => before[field] !== given[field])) parsed = parsePage(page);
    last = given;
    return parsed;
  };
}

/** Whether an event is within its limit of bytes, as it came. */
function isSmall(event: Envelope): boolean {
  try {
    // Writing it takes much longer than adding up what it can take at most.
    return mostBytes(event) <= LIMITS.event || Buffer.byteLength(JSON.stringify(event)) <= LIMITS.event;
  } catch {
    // Nested too deeply to be written.
    return false;
  }
}

/** So many bytes at most does a value take as JSON: no character takes more than the six of `\u0000`, no number more than 25. */
function mostBytes(value: unknown): number {
  if (typeof value === 'string') return value.length * 6 + 2;
  if (typeof value !== 'object' || value === null) return 25;
  let sum = 2;
  for (const [name, inner] of Object.entries(value)) sum += name.length * 6 + 4 + mostBytes(inner);
  return sum;
}

/** The event with page and properties as they may be stored; null if one of them may not. */
function complete(
  event: Envelope,
  declared: EventProps,
  readPage: (page: unknown) => Page | null,
): SaysoEvent | null {
  const props = parseProps(event.name, event.props, declared);
  if (!props || !isSmall(event)) return null;
  const complete: SaysoEvent = { id: event.id, name: event.name, at: event.at };
  if (event.page !== undefined && event.page !== null) {
    const page = readPage(event.page);
    if (!page) return null;
    complete.page = page;
  }
  if (typeof event.session === 'string' && /^[\w-]{1,64}$/.test(event.session))
    complete.session = event.session;
  if (Number.isSafeInteger(event.seq) && (event.seq as number) >= 0) complete.seq = event.seq as number;
  if (Object.keys(props).length) complete.props = props;
  return complete;
}
