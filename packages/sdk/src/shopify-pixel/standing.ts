import {
  type BrowserPolicy,
  cookieName,
  type Decision,
  decide,
  type Memory,
  type Purpose,
  parseCookie,
  paths,
  type Regime,
  type Signals,
  toTime,
} from '@sayso/protocol';
import { FIELDS } from '../connections/shopify-fields.ts';
import { readSignals } from '../signals.ts';
import type { Transport } from '../transport.ts';
import type { PixelApi, PixelPrivacy } from './api.ts';

/** What may be captured now, and in whose name. */
export interface Standing {
  subject: string;
  memory: Memory;
  policy: BrowserPolicy;
  decision: Decision;
  signals: Signals;
}

interface Place {
  site: string;
  https: boolean;
  /** Whether a default, where the law asks for no choice, is enough. */
  withoutChoice: boolean;
}

/**
 * Asks anew each time: the cookie that the banner wrote, and what Shopify allows (`privacy`). Both have to, and a visitor
 * without a subject is not even asked about at the collector. Null where nothing may be captured.
 */
export function openStanding(
  { browser }: Pick<PixelApi, 'browser'>,
  transport: Transport,
  { site, https, withoutChoice }: Place,
  privacy: () => PixelPrivacy,
): () => Promise<Standing | null> {
  const name = cookieName(site, https);
  let published: Promise<BrowserPolicy | null> | undefined;
  const load = async (): Promise<BrowserPolicy | null> => {
    const { status, body } = await transport.call(paths.policy(site));
    if (status !== 200) published = undefined;
    return status === 200 ? (body as BrowserPolicy) : null;
  };

  return async () => {
    try {
      const value = `${(await browser.cookie.get(name)) ?? ''}`;
      if (!parseCookie(value, [])?.subject) return null;
      published ??= load();
      const policy = await published;
      if (!policy) return null;
      const memory = parseCookie(value, policy.purposes);
      const { subject, choice, minor, noticed } = memory ?? {};
      if (!memory || !subject || (!choice && !withoutChoice)) return null;
      const signals = readSignals(globalThis.navigator ?? {}, !!minor);
      const decision = decide({
        policy: { ...policy, regimes: { default: regimeOf(policy, memory) } },
        region: null,
        choice: choice ?? null,
        noticed: noticed ?? null,
        signals,
        now: toTime(Date.now()),
      });
      const own = (policy.connections?.shopify as Mapped)?.purposes ?? {};
      for (const purpose of policy.purposes) {
        if (!lets(privacy(), purpose, own)) decision.allowed[purpose.id] = false;
      }
      return { subject, memory, policy, decision, signals };
    } catch {
      // No leave to look, or a policy that is none.
      return null;
    }
  };
}

/**
 * The sandbox doesn't know where the visitor is, but the cookie does: where the choice was made; and without one, that there
 * is a subject shows that nobody had to be asked. The collector, which knows, decides again.
 */
const regimeOf = ({ regimes }: BrowserPolicy, { choice }: Memory): Regime =>
  choice
    ? (choice.regime ?? 'opt-in')
    : ((['notice', 'opt-out'] as const).find((regime) => Object.values(regimes).includes(regime)) ??
      'opt-in');

type Mapped = { purposes?: Record<string, readonly string[]> } | undefined;

/**
 * Whether Shopify lets a purpose be. One that it has no name for needs all that it can say yes to. An objection to the sale
 * of data objects to whatever a signal of the browser would object to.
 */
function lets(privacy: PixelPrivacy, { id, gpc }: Purpose, own: Record<string, readonly string[]>): boolean {
  const named = FIELDS.filter(([field, , usual]) =>
    (own[field] ?? usual).some((purpose) => purpose.replace('?', '') === id),
  );
  const needed = (named.length ? named : FIELDS.filter(([field]) => field !== 'sale_of_data')).map(
    ([, may]) => may,
  );
  return [...needed, ...(gpc ? (['saleOfDataAllowed'] as const) : [])].every((may) => privacy[may] === true);
}
