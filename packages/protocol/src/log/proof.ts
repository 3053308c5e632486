import { type Bytes, HASH_BYTES, hashesIn, type Sha256 } from './bytes.ts';
import { nodeHash } from './merkle.ts';
import { consistencySpans, inclusionSpans, type Span, type Subtree, subtreesOf } from './subtrees.ts';
import { TILE_HEIGHT, TILE_WIDTH, type Tile, widthAt } from './tile.ts';

/** The hashes of a tile one after the other, at least as many as its width says; null if it can't be had. */
export type ReadTile = (tile: Tile & { level: number }) => Promise<Uint8Array | null>;

/** The path of a leaf in a tree of `size`, made from its tiles; null where one of them is missing. `index` < `size`. */
export const inclusionPath = (
  index: number,
  size: number,
  read: ReadTile,
  sha256: Sha256,
): Promise<Bytes[] | null> => hashesOf(inclusionSpans(index, size), size, read, sha256);

/** What shows that the tree of `to` leaves grew out of that of `from`; null where a tile is missing. 0 < `from` ≤ `to`. */
export const consistencyPath = (
  from: number,
  to: number,
  read: ReadTile,
  sha256: Sha256,
): Promise<Bytes[] | null> => hashesOf(consistencySpans(from, to), to, read, sha256);

/** The root of the tree that these tiles are of; null where one is missing. `size` is at least 1. */
export async function treeRoot(size: number, read: ReadTile, sha256: Sha256): Promise<Bytes | null> {
  const [root = null] = (await hashesOf([{ start: 0, end: size }], size, read, sha256)) ?? [];
  return root;
}

async function hashesOf(
  spans: readonly Span[],
  size: number,
  read: ReadTile,
  sha256: Sha256,
): Promise<Bytes[] | null> {
  const tiles = new Map<string, Promise<Uint8Array | null>>();
  const once: ReadTile = (tile) => {
    const name = `${tile.level}/${tile.n}`;
    const asked = tiles.get(name) ?? read(tile);
    tiles.set(name, asked);
    return asked;
  };
  const hashes: Bytes[] = [];
  for (const span of spans) {
    const parts: Bytes[] = [];
    for (const subtree of subtreesOf(span)) {
      const hash = await subtreeHash(subtree, size, once, sha256);
      if (!hash) return null;
      parts.push(hash);
    }
    hashes.push(await foldRight(parts, sha256));
  }
  return hashes;
}

/** The root of a complete subtree: out of the part of one tile that stands over its leaves. */
async function subtreeHash(
  { level, index }: Subtree,
  size: number,
  read: ReadTile,
  sha256: Sha256,
): Promise<Bytes | null> {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const n = Math.floor(first / TILE_WIDTH);
  const width = widthAt({ level: tileLevel, n }, size);
  const bytes = await read({ level: tileLevel, n, width });
  if (!bytes || bytes.length < width * HASH_BYTES) return null;
  let hashes = hashesIn(bytes, first % TILE_WIDTH, count);
  while (hashes.length > 1) {
    const above: Bytes[] = [];
    for (let i = 0; i + 1 < hashes.length; i += 2) {
      above.push(await nodeHash(hashes[i] as Bytes, hashes[i + 1] as Bytes, sha256));
    }
    hashes = above;
  }
  return hashes[0] ?? null;
}

/** The hash over complete subtrees that get smaller from the left: of a whole tree, its root. At least one. */
export async function foldRight(peaks: readonly Uint8Array[], sha256: Sha256): Promise<Bytes> {
  const [last = new Uint8Array(), ...rest] = [...peaks].reverse();
  let hash = new Uint8Array(last);
  for (const left of rest) hash = await nodeHash(left, hash, sha256);
  return hash;
}
