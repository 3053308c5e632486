import {
  consistencyPath,
  inclusionPath,
  leafHash,
  TILE_WIDTH,
  type Tile,
  toBase64,
} from '@sayso/protocol/log';
import type { LogStore } from '../store/log-port.ts';
import { sha256 } from './digest.ts';
import { HASH_BYTES, type LogFolder } from './folder.ts';

/** That an entry is in the log: what `verifyInclusion` needs, with the checkpoint that it leads to. */
export interface InclusionProof {
  index: number;
  size: number;
  /** Base64. */
  path: string[];
  /** A signed note. */
  checkpoint: string;
}

/** The proof of an entry by its index; null until it is in the log. */
export async function proofAt(
  index: number,
  site: string,
  logs: LogStore,
  folder: LogFolder,
): Promise<InclusionProof | null> {
  const head = logs.head(site);
  if (!head || index >= head.size) return null;
  const read = (tile: Tile): Promise<Buffer | null> => folder.tile(tile, head.size);
  const path = await inclusionPath(index, head.size, read, sha256);
  return path && { index, size: head.size, path: path.map(toBase64), checkpoint: head.note };
}

/** That the log grew out of its first `from` entries, as base64; null where it has fewer. `from` is at least 1. */
export async function growthFrom(from: number, size: number, folder: LogFolder): Promise<string[] | null> {
  if (from > size) return null;
  const path = await consistencyPath(from, size, (tile) => folder.tile(tile, size), sha256);
  return path?.map(toBase64) ?? null;
}

/** The index of a leaf by its hash, or by that of its entry; null if it is not in the log. */
export async function indexOf(
  hash: Uint8Array,
  site: string,
  logs: LogStore,
  folder: LogFolder,
): Promise<number | null> {
  const size = logs.head(site)?.size ?? 0;
  for (const leaf of [hash, await leafHash(hash, sha256)]) {
    for (const index of logs.candidates(site, leaf).filter((candidate) => candidate < size)) {
      const at = index % TILE_WIDTH;
      const tile = await folder.tile({ level: 0, n: (index - at) / TILE_WIDTH, width: at + 1 }, size);
      if (tile?.subarray(at * HASH_BYTES).equals(leaf)) return index;
    }
  }
  return null;
}
