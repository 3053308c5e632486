import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from '../store/port.ts';
import type { Watch } from '../watch.ts';
import { corsOf } from './origin.ts';
import { Problem } from './problem.ts';
import { SECURITY } from './security.ts';

/** Answers a request itself, if it may not go further; whether it did. */
export type TurnAway = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/** Writes that wait while events are still taken; above it there is room for choices only. */
const MOST_WAITING = 1_000;
/** Made once: an error notes where it was made, and all the rest of an answer takes less. */
const REASON = { message: `${MOST_WAITING} writes are waiting already` };

const { status, headers, body } = new Problem('busy', 'nothing can be stored now', { retryAfter: 1 }).parts();
const HEADERS = { ...headers, ...SECURITY, 'content-length': `${Buffer.byteLength(body)}` };

/** `POST` of a batch: the site, and the rest of its route. */
const BATCH = /^\/v1\/([^/?]+)\/(events|segment\/batch)(?:\?|$)/;

/**
 * Turns batches away before they are read and before they meet the app, as the store would. Answering all that comes at twice
 * what can be stored must cost a part of what storing does, or nothing is stored at all; and choices never wait behind them.
 */
export const shed = (store: Pick<Store, 'site' | 'waiting'>, { metrics, outage }: Watch): TurnAway =>
  function turnedAway({ method, url = '', headers: { origin = null } }, outgoing) {
    if (store.waiting() < MOST_WAITING || method !== 'POST') return false;
    const [, id, route] = BATCH.exec(url) ?? [];
    if (id === undefined) return false;
    metrics.request(method, `/v1/:site/${route}`, status, 0);
    outage(REASON);
    // A page of the site can read how long to wait.
    const site = origin === null ? Promise.resolve(null) : store.site(id).catch(() => null);
    void site.then((bound) =>
      outgoing.writeHead(status, { ...HEADERS, ...corsOf(bound?.site ?? null, origin) }).end(body),
    );
    return true;
  };
