import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import independent from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, hashOf } from './canonical.ts';
import { readSource } from './source.ts';

const { cases, reject } = JSON.parse(
  readFileSync(new URL('../../../../test/conformance/vectors/jcs.json', import.meta.url), 'utf8'),
) as {
  cases: { input: string; canonical: string; utf8Sha256: string }[];
  reject: { input?: string; value?: string; why: string }[];
};

describe('RFC 8785, canonical JSON', () => {
  test.each(cases.map((c) => [c.canonical.slice(0, 40), c]))('%s', (_name, c) => {
    const value: unknown = JSON.parse(c.input);
    expect(canonicalJson(value)).toBe(c.canonical);
    expect(hashOf(value)).toBe(c.utf8Sha256);
    expect(createHash('sha256').update(c.canonical, 'utf8').digest('hex')).toBe(c.utf8Sha256);
  });

  test('any JSON gives the same text as an independent implementation', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(value)).toBe(independent(value));
      }),
      { numRuns: 100 },
    ));

  const VALUES: Record<string, unknown> = {
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    'undefined member': { a: undefined },
  };
  test.each(reject)('is refused: $why', ({ input, value }) => {
    if (value !== undefined) expect(() => canonicalJson(VALUES[value])).toThrow();
    else if (input?.startsWith('{')) {
      expect(readSource(new TextEncoder().encode(input), 'policy.json')).toHaveProperty('errors');
    } else expect(() => canonicalJson(JSON.parse(input ?? ''))).toThrow();
  });
});
