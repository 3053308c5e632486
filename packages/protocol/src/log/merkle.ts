import { type Bytes, concat, HASH_BYTES, isEqual, type Sha256 } from './bytes.ts';

// RFC 6962, section 2.1: a leaf can't pass for a node, nor a node for a leaf.
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry as a leaf of the tree. */
export const leafHash = async (entry: Uint8Array, sha256: Sha256): Promise<Bytes> =>
  sha256(concat(LEAF, entry));

/** The hash of two subtrees that stand side by side. */
export const nodeHash = async (left: Uint8Array, right: Uint8Array, sha256: Sha256): Promise<Bytes> =>
  sha256(concat(NODE, left, right));

/** That a leaf is in a tree. */
export interface InclusionClaim {
  /** The leaf's hash, 32 bytes. */
  leaf: Uint8Array;
  /** From 0. */
  index: number;
  size: number;
  path: readonly Uint8Array[];
  root: Uint8Array;
}

/** That a tree grew out of an earlier one, and nothing in that was changed. */
export interface ConsistencyClaim {
  from: number;
  fromRoot: Uint8Array;
  to: number;
  toRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/** RFC 9162, section 2.1.3.2. Never throws on what it is given, and is false for whatever is not so. */
export async function verifyInclusion(claim: InclusionClaim, sha256: Sha256): Promise<boolean> {
  const { leaf, index, size, path, root } = claim;
  if (!areHashes(leaf, root, ...path) || !isSize(size) || !isCount(index) || index >= size) return false;
  let at = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const beside of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = await nodeHash(beside, hash, sha256);
      // Where the tree's right edge is ragged, levels without a neighbour are passed over.
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else hash = await nodeHash(hash, beside, sha256);
    at = half(at);
    last = half(last);
  }
  return last === 0 && isEqual(hash, root);
}

/** RFC 9162, section 2.1.4.2. A tree of size 0 is in every tree, which says nothing: false. */
export async function verifyConsistency(claim: ConsistencyClaim, sha256: Sha256): Promise<boolean> {
  const { from, fromRoot, to, toRoot, path } = claim;
  if (!areHashes(fromRoot, toRoot, ...path) || !isSize(from) || !isSize(to) || from > to) return false;
  if (from === to) return path.length === 0 && isEqual(fromRoot, toRoot);
  const [first, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...path] : path;
  if (!first || path.length === 0) return false;
  let at = from - 1;
  let last = to - 1;
  while (isOdd(at)) {
    at = half(at);
    last = half(last);
  }
  let older = first;
  let newer = first;
  for (const beside of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      older = await nodeHash(beside, older, sha256);
      newer = await nodeHash(beside, newer, sha256);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else newer = await nodeHash(newer, beside, sha256);
    at = half(at);
    last = half(last);
  }
  return last === 0 && isEqual(older, fromRoot) && isEqual(newer, toRoot);
}

const areHashes = (...hashes: Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES);

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

const isSize = (n: number): boolean => isCount(n) && n > 0;

// No bit operators: they cut at 32 bits, and a log may grow beyond.
const isOdd = (n: number): boolean => n % 2 === 1;

const half = (n: number): number => Math.floor(n / 2);

const isPowerOfTwo = (n: number): boolean => {
  while (n > 1 && !isOdd(n)) n /= 2;
  return n === 1;
};
