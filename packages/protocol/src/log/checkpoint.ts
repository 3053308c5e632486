import { type Bytes, fromBase64, HASH_BYTES, toBase64 } from './bytes.ts';

/** What a log says of itself: so many leaves, with this root. */
export interface Checkpoint {
  /** Which log: its address without scheme and trailing slash. */
  origin: string;
  size: number;
  root: Bytes;
}

/** C2SP tlog-checkpoint: three lines, the text of a signed note. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Null for every text that `formatCheckpoint` would not write: this log has no extension lines. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin = '', size = '', hash = ''] = /^([^\s+]+)\n(0|[1-9]\d{0,15})\n(\S+)\n$/u.exec(text) ?? [];
  const root = fromBase64(hash);
  return origin && root?.length === HASH_BYTES && Number.isSafeInteger(Number(size))
    ? { origin, size: Number(size), root }
    : null;
}
