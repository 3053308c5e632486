import { BlockList, isIP } from 'node:net';

/** Whether an address is one of the proxies whose headers are believed. */
export type IsProxy = (address: string) => boolean;

/** Reads addresses and networks (`10.0.0.0/8`, `::1`). Null and the first that is none, where one is none. */
export function parseProxies(list: readonly string[]): { isProxy: IsProxy } | { wrong: string } {
  const networks = new BlockList();
  for (const entry of list) {
    const [address = '', length, more] = entry.split('/');
    const family = isIP(address);
    const bits = family === 6 ? 128 : 32;
    const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
    if (!family || more !== undefined || prefix < 0 || prefix > bits) return { wrong: entry };
    networks.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  // Each request asks.
  if (list.length === 0) return { isProxy: () => false };
  return {
    // An IPv4 address that came over an IPv6 socket (::ffff:10.0.0.1) is checked as IPv4 too.
    isProxy: (address) => {
      const family = isIP(address);
      return family !== 0 && networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}
