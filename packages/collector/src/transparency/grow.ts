import {
  type Bytes,
  type Checkpoint,
  Edge,
  formatBundle,
  leafHash,
  TILE_WIDTH,
  type Tile,
  tilePath,
  widthAt,
} from '@sayso/protocol/log';
import type { Head, LogKey, LogStore, LogTurn } from '../store/log-port.ts';
import { sha256 } from './digest.ts';
import type { LogFolder } from './folder.ts';
import { keyLine, readCheckpoint, signCheckpoint, verifierOf } from './signed.ts';

/** Why a log is not signed any further. */
export type Refusal =
  /** The database has fewer entries than were signed: it is an older copy. */
  | 'behind'
  /** Its entries are not those that were signed. */
  | 'other-history'
  /** An entry is missing, or a full tile is not what it was. */
  | 'changed'
  /** What was signed was signed by another key or under another name. */
  | 'other-key';

export type Growth = { size: number } | { refused: Refusal } | 'busy';

/** Entries that become one checkpoint at most: memory stays small however many are waiting. */
const BATCH = 4_096;

/** Keeps one site's log: takes new entries, writes tiles, then the checkpoint. */
export class SiteLog {
  readonly #site: { id: string; logOrigin: string };
  readonly #logs: LogStore;
  readonly #folder: LogFolder;
  #edge: Edge | null = null;
  /** The size of the checkpoint that we have written. */
  #published = 0;

  constructor(site: { id: string; logOrigin: string }, logs: LogStore, folder: LogFolder) {
    this.#site = site;
    this.#logs = logs;
    this.#folder = folder;
  }

  /** Takes in all that is on disk. The checkpoint comes last, when all that it stands on is on disk. */
  async grow(): Promise<Growth> {
    const { id } = this.#site;
    if (this.#edge && this.#published === this.#edge.size && this.#logs.size(id) === this.#published) {
      return { size: this.#published };
    }
    const key = this.#logs.key(id);
    for (;;) {
      const grown = await this.#logs.alone((turn) => this.#take(turn, key));
      if (grown === null || 'refused' in grown) {
        this.#edge = null;
        return grown ?? 'busy';
      }
      if (grown.head) await this.#publish(key, grown.full);
      if (!grown.more) return { size: grown.head?.size ?? 0 };
    }
  }

  async #take(turn: LogTurn, key: LogKey): Promise<Taken | { refused: Refusal }> {
    const { id, logOrigin } = this.#site;
    const signed = await this.#signed(turn, key);
    if ('refused' in signed) return signed;
    const size = this.#logs.size(id);
    const { checkpoint } = signed;
    if (size < checkpoint.size) return { refused: 'behind' };
    const edge = await this.#edgeAt(signed);
    this.#edge = null;
    if (!checkpoint.size && !size) return { head: null, full: [], more: false };

    // What was signed before has to be passed exactly, to see that it is the same.
    const until = edge.size < checkpoint.size ? checkpoint.size : size;
    const entries = this.#logs.entries(id, edge.size, Math.min(BATCH, until - edge.size));
    if (!entries) return { refused: 'changed' };
    const added = await this.#add(edge, entries);
    if (!added) return { refused: 'changed' };
    const root = edge.size ? await edge.root() : new Uint8Array();
    if (edge.size === checkpoint.size && !Buffer.from(root).equals(checkpoint.root)) {
      return { refused: 'other-history' };
    }
    const head =
      edge.size > checkpoint.size
        ? { size: edge.size, note: await signCheckpoint({ origin: logOrigin, size: edge.size, root }, key) }
        : signed.head;
    if (head && (head !== signed.head || !signed.kept)) turn.putHead(id, head);
    if (head) turn.index(id, edge.size - entries.length, added.leaves);
    this.#edge = edge;
    return { head, full: added.full, more: edge.size < size };
  }

  /** The last that was signed: in the database, or in the folder, should one of the two be older or gone. */
  async #signed(turn: LogTurn, key: LogKey): Promise<Signed | { refused: Refusal }> {
    const log = await verifierOf(this.#site.logOrigin, key);
    const kept = turn.head(this.#site.id);
    const file = this.#edge && kept ? null : await this.#folder.read('checkpoint');
    const notes = [kept?.note, file?.toString('utf8')].filter((note) => note !== undefined);
    let last: Signed = {
      checkpoint: { origin: log.name, size: 0, root: new Uint8Array() },
      head: null,
      kept: false,
    };
    for (const note of notes) {
      const checkpoint = await readCheckpoint(note, log);
      // A damaged file is written anew, if the database knows what was in it.
      if (!checkpoint && last.head) continue;
      if (!checkpoint) return { refused: 'other-key' };
      const { size, root } = checkpoint;
      if (size === last.checkpoint.size && !Buffer.from(root).equals(last.checkpoint.root)) {
        return { refused: 'other-history' };
      }
      if (size > last.checkpoint.size) last = { checkpoint, head: { size, note }, kept: note === kept?.note };
    }
    return last;
  }

  /** Where the tree stands: as we left it, as its tiles say, or at the beginning if those are damaged. */
  async #edgeAt({ checkpoint: { size, root }, kept }: Signed): Promise<Edge> {
    const edge = this.#edge;
    // A rebuilt one is on its way to what was signed.
    if (edge && (edge.size === size || (edge.size < size && edge.size > 0))) return edge;
    if (size === 0) return new Edge(sha256);
    const read = (tile: Tile): Promise<Buffer | null> => this.#folder.tile(tile, size);
    // Without its index the tree is gone through from the beginning.
    const there = kept ? await Edge.of(size, root, read, sha256) : null;
    return there ?? new Edge(sha256);
  }

  /** Puts entries behind the edge and writes the tiles; null if a full tile on disk is another. */
  async #add(edge: Edge, entries: readonly Bytes[]): Promise<{ leaves: Bytes[]; full: Tile[] } | null> {
    const from = edge.size;
    const leaves: Bytes[] = [];
    const full: Tile[] = [];
    const files = new Map<string, Uint8Array>();
    for (const entry of entries) {
      const leaf = await leafHash(entry, sha256);
      leaves.push(leaf);
      for (const { tile, hashes } of await edge.append(leaf)) {
        full.push(tile);
        files.set(tilePath(tile), Buffer.concat(hashes));
      }
    }
    for (const { tile, hashes } of edge.partial()) files.set(tilePath(tile), Buffer.concat(hashes));
    if (entries.length && !this.#bundle(edge.size, from, entries, files)) return null;
    for (const [name, bytes] of files) {
      const there = name.includes('.p/') ? null : await this.#folder.read(name);
      if (there && !there.equals(bytes)) return null;
      if (there) files.delete(name);
    }
    await this.#folder.write(files);
    return { leaves, full };
  }

  /** The bundles of these entries, the first of which may have begun before them; false if those are not there. */
  #bundle(size: number, from: number, entries: readonly Bytes[], files: Map<string, Uint8Array>): boolean {
    const begun = from - (from % TILE_WIDTH);
    const before = this.#logs.entries(this.#site.id, begun, from - begun);
    if (before?.length !== from - begun) return false;
    const all = [...before, ...entries];
    for (let n = begun / TILE_WIDTH; n * TILE_WIDTH < size; n++) {
      const at = n * TILE_WIDTH - begun;
      const bundle = { level: 'entries', n } as const;
      const width = widthAt(bundle, size);
      files.set(tilePath({ ...bundle, width }), formatBundle(all.slice(at, at + width)));
    }
    return true;
  }

  /** Under the lock again: of two processes, the later writes the later checkpoint. */
  async #publish(key: LogKey, full: readonly Tile[]): Promise<void> {
    const { id, logOrigin } = this.#site;
    const published = await this.#logs.alone(async (turn) => {
      const head = turn.head(id);
      const there = await this.#folder.read('checkpoint');
      if (!head || there?.toString('utf8') === head.note) return head?.size;
      const files = new Map([['checkpoint', head.note]]);
      if (!(await this.#folder.read('key'))) files.set('key', await keyLine(logOrigin, key));
      await this.#folder.write(files);
      return head.size;
    });
    this.#published = published ?? 0;
    for (const tile of full) {
      await this.#folder.removePartial(tile);
      if (tile.level === 0) await this.#folder.removePartial({ ...tile, level: 'entries' });
    }
  }
}

interface Signed {
  checkpoint: Checkpoint;
  head: Head | null;
  /** Whether it is in the database. */
  kept: boolean;
}

interface Taken {
  /** Null while the log is empty. */
  head: Head | null;
  full: Tile[];
  more: boolean;
}
