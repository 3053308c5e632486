import { toTime } from '@sayso/protocol';
import { type Bytes, Edge, leafHash, parseBundle, TILE_WIDTH } from '@sayso/protocol/log';
import type { Sign } from '../policy/publish.ts';
import { type LogStore, RESTORED_TYP } from '../store/log-port.ts';
import type { Site, SiteTx, Store } from '../store/port.ts';
import { sha256 } from './digest.ts';
import type { LogFolder } from './folder.ts';
import { logFolder } from './sequencer.ts';
import { readCheckpoint, verifierOf } from './signed.ts';

const STEP = 4_096;

/** Another process, or another job of the same transaction, has put them back already: nothing of this one stands. */
class BeforeUs extends Error {}

export interface Restoring {
  store: Store;
  logs: LogStore;
  /** The data folder. */
  data: string;
  sign: Sign;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Where an older copy of the database was put back, the log's last entries are missing in it, though they were
 * signed. They come back out of the log's own files, so that its one history goes on; nothing is changed where
 * they do not lead to what was signed. The log says so itself, in an entry of its own. Returns how many came back.
 */
export async function restoreEntries({ store, logs, data, sign, now }: Restoring): Promise<number> {
  let restored = 0;
  for (const { id, logOrigin } of await store.sites()) {
    const head = logs.head(id);
    const size = logs.size(id);
    if (!head || size >= head.size) continue;
    const checkpoint = await readCheckpoint(head.note, await verifierOf(logOrigin, logs.key(id)));
    const missing = await entriesFrom(size, head.size, logFolder(data, id));
    if (!checkpoint || !missing || !(await leadTo(checkpoint.root, id, logs, missing))) continue;
    const site = await store.site(id);
    const write = site?.write(async (tx) => {
      for (const [n, entry] of missing.entries()) {
        if ((await tx.restoreEntry(entry)) !== size + n) throw new BeforeUs();
      }
      await sayLost(tx, sign, site.site, { from: size, to: head.size }, toTime(now()));
      return true;
    });
    const done = await write?.catch((error: unknown) => {
      if (error instanceof BeforeUs) return false;
      throw error;
    });
    if (done) restored += missing.length;
  }
  return restored;
}

/** The log says itself whose receipts were lost: those of these entries that are held no longer. */
export async function sayLost(
  tx: SiteTx,
  sign: Sign,
  { id, logOrigin }: Site,
  { from, to }: { from: number; to: number },
  at: string,
): Promise<void> {
  await tx.addStatement(await sign(RESTORED_TYP, { log: logOrigin, site: id, at, from, to }));
}

async function entriesFrom(from: number, to: number, folder: LogFolder): Promise<Bytes[] | null> {
  const found: Bytes[] = [];
  for (let n = Math.floor(from / TILE_WIDTH); n * TILE_WIDTH < to; n++) {
    const width = Math.min(TILE_WIDTH, to - n * TILE_WIDTH);
    const bytes = await folder.tile({ level: 'entries', n, width }, to);
    const entries = bytes && parseBundle(bytes);
    if (entries?.length !== width) return null;
    found.push(...entries.slice(Math.max(0, from - n * TILE_WIDTH)).map((entry) => new Uint8Array(entry)));
  }
  return found;
}

/** Whether what the database has, and then these, is the tree of this root. */
async function leadTo(
  root: Bytes,
  site: string,
  logs: LogStore,
  missing: readonly Bytes[],
): Promise<boolean> {
  const edge = new Edge(sha256);
  for (let held = logs.entries(site, 0, STEP); held?.length; held = logs.entries(site, edge.size, STEP)) {
    for (const entry of held) await edge.append(await leafHash(entry, sha256));
  }
  for (const entry of missing) await edge.append(await leafHash(entry, sha256));
  return Buffer.from(await edge.root()).equals(root);
}
