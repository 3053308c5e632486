import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { Bytes } from './bytes.ts';
import { Edge } from './edge.ts';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { consistencyPath, inclusionPath, type ReadTile, treeRoot } from './proof.ts';
import { tilePath, tilesOf } from './tile.ts';

const sha256 = (data: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(data).digest());
const concat = (hashes: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(hashes));

/** RFC 6962, section 2.1, as it is written there. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.concat([Buffer.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k))]));
}

/** A tile at the third level has begun, none is full. */
const MOST = 65_900;
const SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 1000, 65_536, 65_537, MOST];

vi.setConfig({ testTimeout: 60_000 });

/** A tree that grew leaf by leaf, with its tiles as they were at some sizes. */
async function grow() {
  const edge = new Edge(sha256);
  const leaves: Bytes[] = [];
  const tiles = new Map<string, Uint8Array>();
  const roots = new Map<number, Bytes>();
  while (edge.size < MOST) {
    const leaf = await leafHash(Buffer.from(`${edge.size}`), sha256);
    leaves.push(leaf);
    for (const { tile, hashes } of await edge.append(leaf)) {
      expect(tiles.has(tilePath(tile))).toBe(false);
      tiles.set(tilePath(tile), concat(hashes));
    }
    if (!SIZES.includes(edge.size)) continue;
    for (const { tile, hashes } of edge.partial()) tiles.set(tilePath(tile), concat(hashes));
    roots.set(edge.size, await edge.root());
  }
  const read: ReadTile = async (tile) => tiles.get(tilePath(tile)) ?? null;
  return { leaves, tiles, roots, read };
}
const { leaves, tiles, roots, read } = await grow();

test('a tree that grows leaf by leaf has the root and the tiles that the standards say', async () => {
  for (const size of SIZES) {
    expect(Buffer.from(roots.get(size) ?? [])).toEqual(Buffer.from(rootOf(leaves.slice(0, size))));
    for (const tile of tilesOf(size)) expect(tiles.has(tilePath(tile)), tilePath(tile)).toBe(true);
    expect(await treeRoot(size, read, sha256)).toEqual(roots.get(size));
  }
});

test('paths that are made from tiles prove each leaf, and each earlier tree', async () => {
  for (const size of SIZES) {
    const root = roots.get(size) as Bytes;
    for (const index of [0, 1, 255, 256, size >> 1, size - 2, size - 1].filter((i) => i >= 0 && i < size)) {
      const path = await inclusionPath(index, size, read, sha256);
      const claim = { leaf: leaves[index] as Bytes, index, size, path: path ?? [], root };
      expect(await verifyInclusion(claim, sha256), `${index} of ${size}`).toBe(true);
    }
    for (const from of SIZES.filter((earlier) => earlier <= size)) {
      const path = await consistencyPath(from, size, read, sha256);
      const claim = { from, fromRoot: roots.get(from) as Bytes, to: size, toRoot: root, path: path ?? [] };
      expect(await verifyConsistency(claim, sha256), `${from} to ${size}`).toBe(true);
    }
  }
});

test('an edge that is read from tiles goes on as the one that wrote them', async () => {
  for (const [n, size] of SIZES.slice(0, -1).entries()) {
    const edge = await Edge.of(size, roots.get(size) as Bytes, read, sha256);
    const next = SIZES[n + 1] as number;
    if (next - size > 2000) continue;
    for (const leaf of leaves.slice(size, next)) await edge?.append(leaf);
    expect(await edge?.root()).toEqual(roots.get(next));
    for (const { tile, hashes } of edge?.partial() ?? [])
      expect(concat(hashes)).toEqual(tiles.get(tilePath(tile)));
  }
});

test('no edge comes of tiles that are missing, or of another root', async () => {
  expect(await Edge.of(257, roots.get(256) as Bytes, read, sha256)).toBeNull();
  expect(await Edge.of(256, roots.get(257) as Bytes, read, sha256)).toBeNull();
  expect(await Edge.of(300, roots.get(257) as Bytes, read, sha256)).toBeNull();
  expect(await inclusionPath(0, 300, read, sha256)).toBeNull();
});
