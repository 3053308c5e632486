import { expect, test } from 'vitest';
import { parseProxies } from './proxies.ts';

const isProxy = (list: string[], address: string): boolean => {
  const parsed = parseProxies(list);
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return parsed.isProxy(address);
};

test.each([
  [['127.0.0.1'], '127.0.0.1', true],
  [['127.0.0.1'], '127.0.0.2', false],
  [['10.0.0.0/8'], '10.200.1.1', true],
  [['10.0.0.0/8'], '11.0.0.1', false],
  [['10.0.0.0/8'], '::ffff:10.1.2.3', true],
  [['::1', 'fd00::/8'], 'fd12::1', true],
  [['::1'], '127.0.0.1', false],
  [['0.0.0.0/0'], '203.0.113.7', true],
  [[], '127.0.0.1', false],
  [['127.0.0.1'], 'not an address', false],
  [['127.0.0.1'], '', false],
])('of the proxies %j, %s is one: %s', (list, address, expected) =>
  expect(isProxy(list, address)).toBe(expected),
);

test.each(['proxy.example', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '/8', ''])(
  '%s is no network, and is not taken for one',
  (entry) => expect(parseProxies(['127.0.0.1', entry])).toEqual({ wrong: entry }),
);
