import { either, type Place, placeOf, type Signals, toTime } from '@sayso/protocol';
import type { Deps } from '../deps.ts';
import type { Occasion } from '../issue.ts';
import type { PublishedPolicy } from '../store/port.ts';
import type { Request } from './context.ts';

/** What a request adds to a choice or a batch: who asks, where, with which signals, and when. */
export function occasionOf(
  c: Request,
  { sign, now }: Deps,
  said: { signals?: { [name in keyof Signals]?: boolean | undefined } | undefined; region?: unknown },
  current: PublishedPolicy | null,
): Occasion {
  const facts = c.get('facts');
  const { gpc = false, dnt = false, minor = false } = said.signals ?? {};
  const page: Signals = { gpc, dnt, minor };
  const place: Place = current
    ? placeOf(current.document, facts.region, said.region)
    : { region: null, source: 'unknown' };
  const at = now();
  return {
    site: c.get('site').site,
    origin: facts.origin,
    place,
    gpc: { header: facts.gpc, page: page.gpc },
    signals: either(page, { gpc: facts.gpc, dnt: facts.dnt, minor: false }),
    receivedAt: toTime(at),
    sign,
    now: at,
  };
}
