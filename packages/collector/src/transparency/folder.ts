import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TILE_WIDTH, type Tile, tilePath, widthAt } from '@sayso/protocol/log';

/** The length of every hash in the tree. */
export const HASH_BYTES = 32;

/** The length of a tile's file: of hashes, or of entries with two bytes of length before each. */
export const bytesOf = ({ level, width }: Pick<Tile, 'level' | 'width'>): number =>
  width * (level === 'entries' ? 2 + HASH_BYTES : HASH_BYTES);

/**
 * A site's log as static files (C2SP tlog-tiles): `checkpoint`, `key`, `tile/…`. Any web server can serve
 * them. A file appears whole, or not at all.
 */
export class LogFolder {
  readonly path: string;
  readonly #made = new Set<string>();

  constructor(path: string) {
    this.path = path;
  }

  /** Null if there is no such file. */
  async read(name: string): Promise<Buffer | null> {
    try {
      return await readFile(join(this.path, name));
    } catch (error) {
      // A damaged log may have a folder where a file should be, too.
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return null;
      throw error;
    }
  }

  /** A tile of a tree of `size`, as wide as was asked for; null where the tree has none, or its file is missing. */
  async tile({ level, n, width }: Tile, size: number): Promise<Buffer | null> {
    const there = widthAt({ level, n }, size);
    if (width > there) return null;
    // A wider one has been written meanwhile, and the narrower may be gone.
    const bytes =
      (await this.read(tilePath({ level, n, width: there }))) ??
      (await this.read(tilePath({ level, n, width: TILE_WIDTH })));
    const wanted = bytesOf({ level, width });
    return bytes && bytes.length >= wanted ? bytes.subarray(0, wanted) : null;
  }

  /** Writes files, all of which are on disk when it ends. */
  async write(files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
    const folders = new Set<string>();
    const writing = [...files].map(async ([name, content]) => {
      const path = join(this.path, name);
      await this.#makeFolder(dirname(path), folders);
      await writeWhole(path, content);
      folders.add(dirname(path));
    });
    // All of them, also where one fails: nothing goes on behind the caller's back.
    const failed = (await Promise.allSettled(writing)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') {
      // Somebody may have removed the folder.
      this.#made.clear();
      throw failed.reason;
    }
    await Promise.all([...folders].map(syncFolder));
  }

  /** Removes the narrower forms of a tile that is full. */
  async removePartial({ level, n }: Tile): Promise<void> {
    await rm(join(this.path, `${tilePath({ level, n, width: TILE_WIDTH })}.p`), {
      recursive: true,
      force: true,
    });
  }

  /** With its parents, whose own names have to be on disk too. */
  async #makeFolder(path: string, folders: Set<string>): Promise<void> {
    if (this.#made.has(path)) return;
    const first = await mkdir(path, { recursive: true, mode: 0o755 });
    if (first) for (let at = path; at.length >= first.length; at = dirname(at)) folders.add(dirname(at));
    // Folders of partial tiles come and go.
    if (!path.endsWith('.p')) this.#made.add(path);
  }
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
