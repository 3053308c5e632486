import {
  type Bytes,
  type Checkpoint,
  Edge,
  leafHash,
  parseBundle,
  parseTilePath,
  TILE_WIDTH,
  type Tile,
  tilePath,
  widthAt,
} from '@sayso/protocol/log';
import { sha256 } from './digest.ts';
import type { Findings } from './findings.ts';
import { bytesOf, HASH_BYTES } from './folder.ts';
import type { LogSource } from './source.ts';

/** A checkpoint that was seen before, and what the tree was at its size now. */
export interface Earlier {
  size: number;
  root: Uint8Array;
}

/** What is looked at with each entry, beside the log itself. */
export type OnEntries = (
  from: number,
  entries: readonly Bytes[],
  leaves: readonly Bytes[],
) => Promise<void> | void;

/** After so many faults nobody reads on. */
const ENOUGH = 20;

/**
 * Every entry, every tile and the root of a log; and that it grew out of an earlier one. What is wrong is told
 * with its place. Reads as it goes: memory stays the same however large the log is.
 */
export async function verifyLog(
  source: LogSource,
  { size, root }: Checkpoint,
  earlier: Earlier | null,
  findings: Findings,
  onEntries: OnEntries = () => {},
): Promise<void> {
  const before = findings.wrongs;
  const edge = new Edge(sha256);
  let tiles = 0;
  const same = async (tile: Tile, content: Uint8Array): Promise<void> => {
    const path = tilePath(tile);
    const there = await source.read(path);
    tiles++;
    if (!there) findings.wrong('tile', `${path} is missing`);
    else if (!Buffer.from(there).equals(content)) {
      findings.wrong('tile', `${path} is not the hashes of what is under it${firstFault(there, content)}`);
    }
  };
  if (earlier && earlier.size > size) {
    findings.wrong(
      'history',
      `it has ${size} entries, but ${earlier.size} were seen before: it was cut back`,
    );
  }
  for (let n = 0; n * TILE_WIDTH < size && findings.wrongs < ENOUGH; n++) {
    const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
    const path = tilePath({ level: 'entries', n, width });
    const entries = bundleOf(await source.read(path), width);
    if (!entries) {
      findings.wrong(
        'entries',
        `${path} is missing or holds something other than ${width} entries of 32 bytes`,
      );
      return;
    }
    const leaves: Bytes[] = [];
    for (const entry of entries) {
      const leaf = await leafHash(entry, sha256);
      leaves.push(leaf);
      for (const { tile, hashes } of await edge.append(leaf)) {
        await same(tile, Buffer.concat(hashes));
      }
      if (edge.size === earlier?.size) await compare(edge, earlier, findings);
    }
    await onEntries(n * TILE_WIDTH, entries, leaves);
  }
  for (const { tile, hashes } of edge.partial()) await same(tile, Buffer.concat(hashes));
  if (size > 0 && edge.size === size && !Buffer.from(await edge.root()).equals(root)) {
    findings.wrong(
      'root',
      `the ${size} entries do not lead to the checkpoint’s root: an entry, or the checkpoint, was changed`,
    );
  }
  await checkFiles(source, size, findings);
  if (findings.wrongs === before) {
    findings.ok('entries', `all ${size}, and ${tiles} tiles over them, lead to the root that is signed`);
  }
}

async function compare(edge: Edge, earlier: Earlier, findings: Findings): Promise<void> {
  if (Buffer.from(await edge.root()).equals(earlier.root)) {
    findings.ok('history', `it grew out of the ${earlier.size} entries that were seen before`);
  } else {
    findings.wrong(
      'history',
      `its first ${earlier.size} entries are not those that were seen before: it was rewritten`,
    );
  }
}

/** The narrower forms of a tile, which older checkpoints need, are its beginning; and nothing else is there. */
async function checkFiles(source: LogSource, size: number, findings: Findings): Promise<void> {
  for (const path of (await source.files?.()) ?? []) {
    // A draft that a crash left is nobody's to read.
    if (['checkpoint', 'key', 'witnessed'].includes(path) || path.endsWith('.new')) continue;
    const tile = parseTilePath(path);
    const width = tile ? widthAt(tile, size) : 0;
    // What a crash left behind the checkpoint is no part of it yet.
    if (tile && tile.width > width) continue;
    const whole = tile && (await source.read(tilePath({ ...tile, width })));
    const part = await source.read(path);
    if (!tile || !part || !whole) findings.wrong('file', `${path} does not belong to the log`);
    else if (part.length !== bytesOf(tile) || !Buffer.from(part).equals(whole.subarray(0, part.length))) {
      findings.wrong('tile', `${path} is not the beginning of the tile as it is now`);
    }
    if (findings.wrongs >= ENOUGH) return;
  }
}

/** Entries are hashes of JWS: 32 bytes each. */
function bundleOf(bytes: Uint8Array | null, width: number): Bytes[] | null {
  const entries = (bytes && parseBundle(bytes)) ?? [];
  return entries.length === width && entries.every(({ length }) => length === HASH_BYTES)
    ? entries.map((entry) => new Uint8Array(entry))
    : null;
}

function firstFault(there: Uint8Array, content: Uint8Array): string {
  if (there.length !== content.length) return `: it has ${there.length} bytes in place of ${content.length}`;
  const at = content.findIndex((byte, i) => byte !== there[i]);
  return `: hash ${Math.floor(at / HASH_BYTES)} is another`;
}
