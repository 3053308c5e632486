import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  type Bytes,
  inclusionPath,
  leafHash,
  parseBundle,
  TILE_WIDTH,
  type Tile,
  tilePath,
} from '@sayso/protocol/log';
import { sha256 } from './digest.ts';
import { LogFolder } from './folder.ts';

/** Where a log is read from, to be checked: nothing that comes from there is believed. */
export interface LogSource {
  /** For people. */
  name: string;
  /** `checkpoint`, `key` or a tile; null if it is not there. */
  read(path: string): Promise<Uint8Array | null>;
  /** Where a leaf is said to be, and the path from there, in the tree of this size; null if it is not in it. */
  locate(entry: Bytes, size: number): Promise<{ index: number; path: Uint8Array[] } | null>;
  /** Every file of it, where it is a folder: each of them is checked. */
  files?(): Promise<string[]>;
}

/** A folder with the static files of one log. */
export function folderSource(path: string): LogSource {
  const folder = new LogFolder(path);
  const read = (name: string): Promise<Uint8Array | null> => folder.read(name);
  return {
    name: path,
    read,
    async locate(entry, size) {
      for (let n = 0; n * TILE_WIDTH < size; n++) {
        const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
        const bytes = await read(tilePath({ level: 'entries', n, width }));
        const at = (bytes && parseBundle(bytes))?.findIndex((one) => Buffer.from(one).equals(entry)) ?? -1;
        if (at < 0) continue;
        const index = n * TILE_WIDTH + at;
        const tile = (wanted: Tile): Promise<Uint8Array | null> => read(tilePath(wanted));
        const proof = await inclusionPath(index, size, tile, sha256);
        return proof && { index, path: proof };
      }
      return null;
    },
    async files() {
      const all = await readdir(path, { recursive: true, withFileTypes: true });
      return all
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort();
    },
  };
}

/** A collector's answers to GET requests; null for 404. Throws where there is no answer. */
export type Get = (path: string) => Promise<Uint8Array | null>;

/** The log of a site at a collector. */
export function collectorSource(name: string, site: string, get: Get): LogSource {
  const tile = (wanted: Tile): Promise<Uint8Array | null> => get(`/log/${site}/${tilePath(wanted)}`);
  return {
    name,
    read: (path) => get(`/log/${site}/${path}`),
    async locate(entry, size) {
      const leaf = Buffer.from(await leafHash(entry, sha256)).toString('hex');
      const index = indexIn(await get(`/v1/${site}/proof?leaf=${leaf}`));
      if (index === null || index >= size) return null;
      // From the tiles of the checkpoint at hand: the answer may be of a later one.
      const path = await inclusionPath(index, size, tile, sha256);
      return path && { index, path };
    },
  };
}

function indexIn(answer: Uint8Array | null): number | null {
  try {
    const { index } = Object(JSON.parse(new TextDecoder().decode(answer ?? undefined))) as {
      index?: unknown;
    };
    return Number.isSafeInteger(index) && Number(index) >= 0 ? Number(index) : null;
  } catch {
    return null;
  }
}
