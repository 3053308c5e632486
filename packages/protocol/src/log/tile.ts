/** C2SP tlog-tiles: a tile holds up to 2^8 hashes of one level. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;
const MAX_LEVEL = 63;

/** A tile's place: the `n`th of its level from the left, with `width` hashes; 256 where it is full. */
export interface Tile {
  /** In tiles: its hashes are roots of subtrees with 256^level leaves. `entries`: the bundle of a tile of level 0. */
  level: number | 'entries';
  n: number;
  width: number;
}

/** `tile/0/x001/234.p/12`. */
export function tilePath({ level, n, width }: Tile): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
  const groups = digits.replace(/\d{3}(?=\d)/g, 'x$&/');
  return `tile/${level}/${groups}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Null for every path that `tilePath` would not write. */
export function parseTilePath(path: string): Tile | null {
  const [, level, groups = '', width = '256'] =
    /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    n: Number(groups.replace(/[x/]/g, '')),
    width: Number(width),
  };
  const isLevel = tile.level === 'entries' || tile.level <= MAX_LEVEL;
  return isLevel && tile.width > 0 && tile.width <= TILE_WIDTH && tilePath(tile) === path ? tile : null;
}

/** How many tiles of a level are full in a tree of `size` leaves, and how wide the one after them is. */
export const tilesAt = (level: number, size: number): { full: number; width: number } => {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return { full: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH };
};

/** How wide a tile is in a tree of `size` leaves; 0 where the tree has none there. */
export function widthAt({ level, n }: Pick<Tile, 'level' | 'n'>, size: number): number {
  const { full, width } = tilesAt(level === 'entries' ? 0 : level, size);
  return n < full ? TILE_WIDTH : n === full ? width : 0;
}

/** Every tile of hashes in a tree of `size` leaves, the full ones and at each level the one that is not. */
export function* tilesOf(size: number): Generator<Tile & { level: number }> {
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const { full, width } = tilesAt(level, size);
    for (let n = 0; n < full; n++) yield { level, n, width: TILE_WIDTH };
    if (width) yield { level, n: full, width };
  }
}
