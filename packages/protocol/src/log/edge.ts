import { type Bytes, hashesIn, isEqual, type Sha256 } from './bytes.ts';
import { nodeHash } from './merkle.ts';
import { foldRight, type ReadTile } from './proof.ts';
import { TILE_HEIGHT, TILE_WIDTH, type Tile, tilesAt } from './tile.ts';

/** A tile of hashes, with its hashes. */
export interface FilledTile {
  tile: Tile & { level: number };
  hashes: readonly Bytes[];
}

/**
 * The right edge of a growing tree: all that is needed to take another leaf, at two hashes a leaf whatever the
 * tree's size. It hands out the tiles that a leaf fills; the others it holds.
 */
export class Edge {
  readonly #sha256: Sha256;
  #size = 0;
  /** Roots of the complete subtrees, the largest first: one for each bit of the size. */
  #peaks: Bytes[] = [];
  /** By level, the hashes after the last full tile. */
  #open: Bytes[][] = [];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  get size(): number {
    return this.#size;
  }

  /** At least one leaf. */
  root(): Promise<Bytes> {
    return foldRight(this.#peaks, this.#sha256);
  }

  /** Takes a leaf's hash; returns the tiles that it fills. */
  async append(leaf: Bytes): Promise<FilledTile[]> {
    const full: FilledTile[] = [];
    let node = leaf;
    let index = this.#size;
    for (let level = 0; ; level++) {
      if (level % TILE_HEIGHT === 0) this.#put(level / TILE_HEIGHT, index, node, full);
      const left = index % 2 === 1 ? this.#peaks.pop() : undefined;
      if (!left) break;
      node = await nodeHash(left, node, this.#sha256);
      index = (index - 1) / 2;
    }
    this.#peaks.push(node);
    this.#size++;
    return full;
  }

  /** At each level the tile that is not full, if it holds anything. */
  partial(): FilledTile[] {
    return this.#open.flatMap((hashes, level) => {
      const { full, width } = tilesAt(level, this.#size);
      return width ? [{ tile: { level, n: full, width }, hashes: [...hashes] }] : [];
    });
  }

  #put(level: number, index: number, hash: Bytes, full: FilledTile[]): void {
    const hashes = this.#open[level] ?? [];
    hashes.push(hash);
    const isFull = hashes.length === TILE_WIDTH;
    if (isFull) full.push({ tile: { level, n: Math.floor(index / TILE_WIDTH), width: TILE_WIDTH }, hashes });
    this.#open[level] = isFull ? [] : hashes;
  }

  /** The edge of a tree that is there, from its tiles; null where they are missing or are not of this root. */
  static async of(size: number, root: Uint8Array, read: ReadTile, sha256: Sha256): Promise<Edge | null> {
    const edge = new Edge(sha256);
    const peaks: Bytes[] = [];
    for (let level = 0; size >= TILE_WIDTH ** level; level++) {
      const { full, width } = tilesAt(level, size);
      const bytes = width ? await read({ level, n: full, width }) : new Uint8Array();
      if (!bytes) return null;
      const top = new Edge(sha256);
      const hashes = hashesIn(bytes, 0, width);
      for (const hash of hashes) await top.append(hash);
      // A higher tile's subtrees are larger and stand to the left.
      peaks.unshift(...top.#peaks);
      edge.#open[level] = hashes;
    }
    edge.#size = size;
    edge.#peaks = peaks;
    return size > 0 && isEqual(await edge.root(), root) ? edge : null;
  }
}
