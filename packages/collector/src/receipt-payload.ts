import type { Method, Place, ReceiptPayload, Regime, Signals, Ui, Word } from '@sayso/protocol';
import { random } from './keys/random.ts';
import type { PublishedPolicy, Site } from './store/port.ts';

/** By when a receipt must be in the log, in seconds (maximum merge delay). */
const MMD = 86_400;

/** What a receipt says beside what was chosen. */
export interface Circumstances {
  site: Site;
  /** The collector's own origin, as the visitor reached it. */
  origin: string;
  place: Place;
  /** Global Privacy Control, as the request's header and as the page said it. */
  gpc: { header: boolean; page: boolean };
  signals: Signals;
  receivedAt: string;
}

/** What was chosen, as it is recorded. */
export interface Recorded {
  id: string;
  subject: string | null;
  against: PublishedPolicy;
  regime: Regime;
  words: Record<string, Word>;
  confirmed: string[];
  /** What is allowed after it, for the purposes on which nothing was said. */
  allowed: Record<string, boolean>;
  method: Method;
  at: string;
  effective: boolean;
  /** Only its noes count: it claims nothing on what it left open. */
  late: boolean;
  prev: string | null;
  locale: string | null;
  textHash: string | null;
  ui: Ui | null;
}

/** The payload of a receipt, contract section 2. */
export function receiptPayload(chosen: Recorded, { site, origin, ...around }: Circumstances): ReceiptPayload {
  const purposes = spelled(chosen);
  const said = Object.values(chosen.words);
  const base = `${origin}/v1/${site.id}`;
  return {
    iss: origin,
    log: site.logOrigin,
    site: site.id,
    id: chosen.id,
    salt: random(32).toString('base64url'),
    sub: chosen.subject,
    policyVersion: chosen.against.version,
    policyHash: chosen.against.hash,
    textHash: chosen.textHash,
    locale: chosen.locale,
    regime: chosen.regime,
    region: around.place.region,
    regionSource: around.place.source,
    purposes,
    basis: consents(chosen)
      ? 'consent'
      : Object.values(purposes).includes('granted') && said.includes(null)
        ? 'no-objection'
        : 'refusal',
    method: chosen.method,
    ...(chosen.confirmed.length ? { confirmed: chosen.confirmed } : {}),
    ui: chosen.ui,
    signals: { gpc: around.gpc, dnt: around.signals.dnt, minor: around.signals.minor },
    at: chosen.at,
    receivedAt: around.receivedAt,
    effective: chosen.effective,
    ...(chosen.prev ? { prev: chosen.prev } : {}),
    ...(chosen.against.ownRisk ? { ownRisk: chosen.against.ownRisk } : {}),
    mmd: MMD,
    access: {
      policy: `${base}/policies/${chosen.against.version}`,
      me: `${base}/me`,
      optOut: `${base}/opt-out`,
    },
  };
}

const consents = ({ words, method }: Recorded): boolean =>
  method !== 'default' && Object.values(words).includes(true);

/**
 * A word as it was said; nothing said, as what it comes to. Left out where that would claim what was not
 * said: beside a consent, in a late receipt, and without a subject, for whom nothing can be captured.
 */
function spelled(chosen: Recorded): ReceiptPayload['purposes'] {
  const purposes: ReceiptPayload['purposes'] = {};
  const claims = chosen.subject !== null && !chosen.late && !consents(chosen);
  for (const [id, word] of Object.entries(chosen.words)) {
    if (word !== null) purposes[id] = word ? 'granted' : 'denied';
    else if (claims || chosen.method === 'default') purposes[id] = chosen.allowed[id] ? 'granted' : 'denied';
  }
  return purposes;
}
