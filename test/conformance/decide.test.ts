import { readFileSync } from 'node:fs';
import { type DecideInput, type Decision, decide, either, gpcProperty, headerIsOn } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';

const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8'));

interface DecideVectors {
  policies: Record<string, DecideInput['policy']>;
  cases: (Omit<DecideInput, 'policy'> & { name: string; policy: string; expect: Decision })[];
}

interface GpcVectors {
  header: { lines: string[]; expect: boolean }[];
  dom: { value: unknown; expect: boolean }[];
  combine: { header: boolean; dom: boolean; expect: boolean }[];
}

describe('decide', () => {
  const { policies, cases } = vectors<DecideVectors>('decide');
  test.each(cases)('$name', ({ name: _, policy, expect: expected, ...input }) => {
    expect(decide({ ...input, policy: policies[policy]! })).toEqual(expected);
  });
});

describe('Global Privacy Control', () => {
  const { header, dom, combine } = vectors<GpcVectors>('gpc');
  test.each(header)('Sec-GPC: $lines', ({ lines, expect: on }) => {
    // node:http gives the lines of a repeated header merged with a comma.
    expect(headerIsOn(lines.length ? lines.join(', ') : undefined)).toBe(on);
  });
  test.each(dom)('navigator: $value', ({ value, expect: on }) => {
    expect(gpcProperty(value === 'undefined' ? undefined : value)).toBe(on);
  });
  test.each(combine)('header $header or page $dom gives $expect', (c) => {
    const signals = (gpc: boolean) => ({ gpc, dnt: false, minor: false });
    expect(either(signals(c.header), signals(c.dom)).gpc).toBe(c.expect);
  });
});
