import { type EventsAnswer, isEventName, paths, toTime } from '@sayso/protocol';
import { shapeProps } from '../event.ts';
import { newId } from '../ids.ts';

export interface Place {
  /** The collector's address: `https://collector.shop.example`. */
  collector: string;
  site: string;
}

/** Something that happened at the store's server, after the visit: a refund, a renewal. */
export interface ServerEvent {
  name: string;
  props?: Record<string, unknown>;
  /** RFC 3339; now, if left out. */
  at?: string;
  /** A UUID: the same one again stores nothing twice. Made here, if left out. */
  id?: string;
}

/** What became of it: stored, stored before, or the reason why not. */
export type Outcome = { id: string; stored: 'now' | 'before' } | { id: string; refused: string };

/** Once, and after half a second, and after two. */
const WAITS = [0, 500, 2000];

/**
 * Sends one event for a subject. It is stored only if that subject's choice of now covers it, as for any
 * other. Rejects with an Error if the collector can't be had, after three attempts, or won't take the request.
 */
export async function track(
  { collector, site }: Place,
  subject: string,
  event: ServerEvent,
): Promise<Outcome> {
  const id = event.id ?? newId(crypto, Date.now());
  const props = shapeProps(event.name, event.props);
  if (!isEventName(event.name) || !props) return { id, refused: 'invalid' };
  const { accepted, duplicate, refused } = await post(collector + paths.events(site), () => ({
    subject,
    sentAt: toTime(Date.now()),
    events: [{ id, name: event.name, at: event.at ?? toTime(Date.now()), props }],
  }));
  if (accepted) return { id, stored: 'now' };
  return duplicate ? { id, stored: 'before' } : { id, refused: refused[0]?.reason ?? 'invalid' };
}

async function post(address: string, body: () => object): Promise<EventsAnswer> {
  let problem = '';
  for (const wait of WAITS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: JSON.stringify(body()),
        headers: { 'content-type': 'application/json' },
      });
      if (answer.ok) return (await answer.json()) as EventsAnswer;
      problem = `${answer.status} ${await answer.text()}`.slice(0, 300);
      if (answer.status < 500 && answer.status !== 429) break;
    } catch (error) {
      problem = String(error);
    }
  }
  throw new Error(`Sayso: the collector did not take the event: ${problem}`);
}
