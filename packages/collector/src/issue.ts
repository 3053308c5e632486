import { randomUUID } from 'node:crypto';
import {
  decide,
  type Place,
  RECEIPT_TYP,
  type ReceiptAnswer,
  type ReceiptRequest,
  regimeOf,
} from '@sayso/protocol';
import { grantOf, type Refused } from './grants.ts';
import { sha256 } from './hash.ts';
import { hashOf } from './policy/canonical.ts';
import { currentPolicy } from './policy/current.ts';
import type { Sign } from './policy/publish.ts';
import { type Circumstances, type Recorded, receiptPayload } from './receipt-payload.ts';
import { ruleOn, signalled } from './receipt-rules.ts';
import { rulesOf } from './rules-of.ts';
import type { PublishedPolicy, SiteTx } from './store/port.ts';
import { type SubjectState, type Taken, take } from './subject.ts';

/** What a choice came to. */
export type Issued = { status: 200 | 201; answer: ReceiptAnswer } | { refused: Refused };

/** A request, with all that its answer depends on beside the store. */
export interface Occasion extends Circumstances {
  sign: Sign;
  /** Milliseconds since 1970. */
  now: number;
}

/** Who chooses. */
export interface Chooser {
  /** The subject's hash; null without one. */
  subject: string | null;
  /** Null while nothing is known. */
  state: SubjectState | null;
}

/** Who it is that a request names, in the caller's transaction. */
export async function chooserOf(tx: SiteTx, named: string | undefined): Promise<Chooser> {
  const subject = named ? sha256(named) : null;
  return { subject, state: subject ? await tx.subject(subject) : null };
}

/** Records a choice: rules on it, signs the receipt and appends it to the log, in the caller's transaction. */
export async function issueReceipt(
  tx: SiteTx,
  body: ReceiptRequest,
  { subject, state }: Chooser,
  occasion: Occasion,
): Promise<Issued> {
  const { signals, place, now, receivedAt } = occasion;
  const history = await tx.policies();
  if (subject && (await tx.erasedAt(subject)))
    return refuse('erased', 'this subject and its receipts were erased');
  const current = currentPolicy(history, now);
  if (!current) return refuse('no-policy', 'the site has no policy in effect');

  /** The state once a signal that this request shows is recorded, whatever becomes of the request. */
  const heeded = async (known: SubjectState | null): Promise<SubjectState | null> =>
    subject && known ? heedSignal(tx, subject, known, current, occasion) : known;

  const bodyHash = hashOf(body);
  const repeated = await tx.receipt(body.id);
  if (repeated && repeated.bodyHash !== bodyHash) return refuse('id-reused', 'this id has another receipt');
  if (repeated) {
    const { jws, effective } = repeated;
    const allowed = allowedNow(current, await heeded(state), occasion);
    return { status: 200, answer: { id: body.id, receipt: jws, allowed, effective } };
  }

  const ruling = ruleOn({ body, place, signals, now }, history, state);
  if ('code' in ruling) {
    await heeded(state);
    return { refused: ruling };
  }
  const locale = body.locale ?? null;
  const taken: Taken = {
    ...ruling,
    policyVersion: ruling.against.version,
    receivedAt,
    region: place.region,
    regionSource: place.source,
    locale,
    minor: signals.minor || body.method === 'minor',
  };
  const next = ruling.effective || !state ? take(state, taken, rulesOf(current)) : state;
  const allowed = allowedNow(current, next, occasion);
  const { jws, state: recorded } = await append(tx, occasion, next, bodyHash, {
    ...ruling,
    id: body.id,
    subject,
    allowed,
    method: body.method,
    prev: state?.prev ?? null,
    locale,
    textHash: body.textHash ?? null,
    ui: body.ui ?? null,
  });
  if (subject && recorded.minor) await tx.eraseEvents(subject);
  const last = subject ? await heeded(recorded) : recorded;
  const after = last === recorded ? allowed : allowedNow(current, last, occasion);
  return { status: 201, answer: { id: body.id, receipt: jws, allowed: after, effective: ruling.effective } };
}

/**
 * Records an objecting signal, or a minor, of a known subject on whichever request shows it: once, as a
 * receipt of the collector's own making. The no stands when the signal is gone; the words that stand keep
 * their time, version and regime, since a signal refreshes nothing.
 */
export async function heedSignal(
  tx: SiteTx,
  subject: string,
  state: SubjectState,
  current: PublishedPolicy,
  occasion: Occasion,
): Promise<SubjectState> {
  const { signals, receivedAt: at } = occasion;
  const place: Place =
    occasion.place.source === 'header'
      ? occasion.place
      : { region: state.region, source: state.regionSource ?? 'unknown' };
  const { locale, choice: standing } = state;
  const minor = signals.minor && !state.minor;
  const words = minor ? allOff(current) : signalled(state, current.document, place.region, signals);
  if (!words) return state;

  const taken: Taken = {
    words,
    since: {},
    confirmed: [],
    policyVersion: current.version,
    regime: regimeOf(current.document.regimes, place.region),
    at,
    receivedAt: at,
    // A yes among the words stood before.
    late: true,
    isDefault: false,
    region: place.region,
    regionSource: place.source,
    locale,
    minor,
  };
  // Receipts are put in order by browsers' clocks only, so this one, by ours, does not count there.
  const next = { ...take(state, taken, rulesOf(current)), newestAt: state.newestAt };
  const version = minor ? current.version : standing?.policyVersion;
  const id = randomUUID();
  const { state: recorded } = await append(tx, { ...occasion, place }, next, hashOf({ id }), {
    ...taken,
    id,
    subject,
    against: (await tx.policies()).find((policy) => policy.version === version) ?? current,
    confirmed: (standing?.confirmed ?? []).filter((purpose) => words[purpose] === true),
    allowed: allowedNow(current, next, { ...occasion, place }),
    method: minor ? 'minor' : 'signal',
    effective: true,
    prev: state.prev,
    textHash: null,
    ui: null,
  });
  if (minor) await tx.eraseEvents(subject);
  return recorded;
}

/** Signs a receipt and stores it with the subject's new state. */
async function append(
  tx: SiteTx,
  occasion: Occasion,
  state: SubjectState,
  bodyHash: string,
  recorded: Recorded,
): Promise<{ jws: string; state: SubjectState }> {
  const { id, subject, effective } = recorded;
  const jws = await occasion.sign(RECEIPT_TYP, receiptPayload(recorded, occasion));
  const next = { ...state, prev: sha256(jws) };
  if (subject) await tx.putSubject(subject, next);
  await tx.addReceipt(
    { id, subject, jws, bodyHash, effective, receivedAt: occasion.receivedAt },
    grantOf(recorded),
  );
  return { jws, state: next };
}

/** What is allowed after all, for the answer. */
function allowedNow(
  current: PublishedPolicy,
  state: SubjectState | null,
  { place, signals, receivedAt }: Occasion,
): Record<string, boolean> {
  return decide({
    policy: rulesOf(current),
    region: place.region,
    choice: state?.choice ?? null,
    signals: { ...signals, minor: signals.minor || (state?.minor ?? false) },
    now: receivedAt,
  }).allowed;
}

const allOff = ({ document }: PublishedPolicy): Record<string, false> =>
  Object.fromEntries(document.purposes.filter((p) => !p.always).map((p) => [p.id, false]));

const refuse = (code: Refused['code'], message: string): Issued => ({
  refused: { code, path: '', message },
});
