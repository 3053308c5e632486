import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { DAY } from '@sayso/protocol';

/** Takes a token of an address's bucket: null if there was one, else the seconds until there is. */
export type Take = (address: string, now: number) => number | null;

/** Addresses that are remembered at once; the oldest go first. */
const MOST = 100_000;

/**
 * Token buckets, one an address: `perSecond` requests, `burst` at once. An address is kept only as a hash
 * under a key that is made anew each day; an IPv6 one by its /64, which is one subscriber.
 */
export function createRate(perSecond: number, burst: number): Take {
  let key = randomBytes(32);
  let since = 0;
  let buckets = new Map<string, { tokens: number; at: number }>();
  return (address, now) => {
    if (perSecond === 0) return null;
    if (now - since > DAY || now < since) {
      key = randomBytes(32);
      since = now;
      buckets = new Map();
    }
    const name = createHmac('sha256', key).update(network(address)).digest('base64url');
    const before = buckets.get(name) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + (Math.max(0, now - before.at) / 1000) * perSecond);
    buckets.delete(name);
    buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    if (buckets.size > MOST) for (const [oldest] of buckets.entries()) if (buckets.delete(oldest)) break;
    return tokens >= 1 ? null : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
}

/** The /64 of an IPv6 address; an IPv4 one, also within IPv6, as it is. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const middle = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':');
}
