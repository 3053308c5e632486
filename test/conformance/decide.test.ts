import { readFileSync } from 'node:fs';
import { decide, either, gpcProperty, headerIsOn } from '@sayso/protocol';
import { describe, expect, test } from 'vitest';

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8'));

describe('decide', () => {
  const { policies, cases } = vectors('decide');
  test.each(cases.map((c: { name: string }) => [c.name, c]))('%s', (_name, c) => {
    expect(decide({ ...c, policy: policies[c.policy] })).toEqual(c.expect);
  });
});

describe('Global Privacy Control', () => {
  const { header, dom, combine } = vectors('gpc');
  test.each(header.map((c: { lines: string[] }) => [JSON.stringify(c.lines), c]))(
    'Sec-GPC: %s',
    (_name, c) => {
      // node:http gives the lines of a repeated header merged with a comma.
      expect(headerIsOn(c.lines.length ? c.lines.join(', ') : undefined)).toBe(c.expect);
    },
  );
  test.each(dom.map((c: { value: unknown }) => [JSON.stringify(c.value), c]))('navigator: %s', (_name, c) => {
    expect(gpcProperty(c.value === 'undefined' ? undefined : c.value)).toBe(c.expect);
  });
  test.each(combine)('header $header or page $dom gives $expect', (c) => {
    const signals = (gpc: boolean) => ({ gpc, dnt: false, minor: false });
    expect(either(signals(c.header), signals(c.dom)).gpc).toBe(c.expect);
  });
});
