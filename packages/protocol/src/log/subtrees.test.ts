import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, concat } from './bytes.ts';
import { verifyConsistency, verifyInclusion } from './merkle.ts';
import { consistencySpans, inclusionSpans, type Span, type Subtree, subtreesOf } from './subtrees.ts';

const sha256 = (data: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(data).digest());
const leaf = (n: number): Bytes => sha256(Uint8Array.of(0, n >> 8, n & 255));
const node = (left: Uint8Array, right: Uint8Array): Bytes => sha256(concat(Uint8Array.of(1), left, right));

/** RFC 6962, section 2.1, as it is written there. */
function treeHash({ start, end }: Span): Bytes {
  if (end - start === 1) return leaf(start);
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return node(treeHash({ start, end: start + half }), treeHash({ start: start + half, end }));
}
const complete = ({ level, index }: Subtree): Bytes =>
  treeHash({ start: index * 2 ** level, end: (index + 1) * 2 ** level });

const folded = (span: Span): Bytes =>
  subtreesOf(span)
    .map(complete)
    .reduceRight((right, left) => node(left, right));

const sizes = fc.integer({ min: 1, max: 300 });

test('every leaf of every tree is proven by the hashes of its spans, made of complete subtrees', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (size, n) => {
      const index = n % size;
      const path = inclusionSpans(index, size).map(folded);
      const root = treeHash({ start: 0, end: size });
      expect(folded({ start: 0, end: size })).toEqual(root);
      expect(await verifyInclusion({ leaf: leaf(index), index, size, path, root }, sha256)).toBe(true);
      expect(await verifyInclusion({ leaf: leaf(index + 1), index, size, path, root }, sha256)).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('every tree is proven to have grown out of every smaller one, and out of no other', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (to, n) => {
      const from = (n % to) + 1;
      const path = consistencySpans(from, to).map(folded);
      const [fromRoot, toRoot] = [from, to].map((end) => treeHash({ start: 0, end })) as [Bytes, Bytes];
      expect(await verifyConsistency({ from, fromRoot, to, toRoot, path }, sha256)).toBe(true);
      const other = fromRoot.map((byte, at) => (at ? byte : byte ^ 1));
      expect(await verifyConsistency({ from, fromRoot: other, to, toRoot, path }, sha256)).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('a log beyond 32 bits is cut where it must be', () => {
  const size = 2 ** 40 + 1;
  expect(inclusionSpans(2 ** 40, size)).toEqual([{ start: 0, end: 2 ** 40 }]);
  expect(subtreesOf({ start: 0, end: size })).toEqual([
    { level: 40, index: 0 },
    { level: 0, index: 2 ** 40 },
  ]);
  expect(subtreesOf({ start: 0, end: 2 ** 50 - 1 })).toHaveLength(50);
});
