import { headerIsOn, parseRegion } from '@sayso/protocol';
import type { MiddlewareHandler } from 'hono';
import type { Options } from '../env.ts';
import type { Vars } from './context.ts';

/** What a request says by its connection and headers, read once. */
export interface Facts {
  /** Of the visitor, as far as trusted proxies tell. Never logged, never stored. */
  address: string;
  gpc: boolean;
  dnt: boolean;
  /** By the geo header of a trusted proxy; left out where no such header is set up. */
  region?: string | null;
  /** Whether a trusted proxy passed it on. */
  proxied: boolean;
  /** The collector's own origin, as it was reached. */
  origin: string;
}

export function readFacts({ geoHeader, isProxy }: Options): MiddlewareHandler<Vars> {
  // Nearly all requests come to the same one, and reading an address takes longer than all else here.
  let last = { start: '', url: new URL('http://localhost') };
  const urlOf = (address: string): URL => {
    const start = address.slice(0, address.indexOf('/', 'https://'.length));
    if (start !== last.start) last = { start, url: new URL(start) };
    return last.url;
  };
  return async function facts(c, next) {
    const peer = c.env?.incoming?.socket?.remoteAddress ?? '';
    const trusted = isProxy(peer);
    const header = (name: string): string | undefined => c.req.header(name);
    const url = urlOf(c.req.url);
    const scheme = (trusted && firstOf(header('x-forwarded-proto'))) || url.protocol.slice(0, -1);
    const host = (trusted && firstOf(header('x-forwarded-host'))) || url.host;
    c.set('facts', {
      address: trusted ? visitorOf(header('x-forwarded-for'), isProxy, peer) : peer,
      gpc: headerIsOn(header('sec-gpc')),
      dnt: headerIsOn(header('dnt')),
      ...(geoHeader ? { region: trusted ? parseRegion(header(geoHeader)?.trim().toUpperCase()) : null } : {}),
      proxied: trusted,
      origin: `${scheme === 'https' ? 'https' : 'http'}://${host}`,
    });
    await next();
  };
}

const firstOf = (list: string | undefined): string | undefined => list?.split(',')[0]?.trim();

/** The last address of `X-Forwarded-For` that is no proxy of ours: what stands before it anybody can write. */
function visitorOf(list: string | undefined, isProxy: Options['isProxy'], peer: string): string {
  const hops = list?.split(',').map((hop) => hop.trim()) ?? [];
  return hops.reverse().find((hop) => !isProxy(hop)) ?? peer;
}
