import {
  COSIGNATURE,
  parseCheckpoint,
  parseNote,
  signatureLine,
  treeRoot,
  type Verifier,
  verifyNote,
} from '@sayso/protocol/log';
import type { LogStore } from '../store/log-port.ts';
import { ed25519, sha256 } from './digest.ts';
import type { LogFolder } from './folder.ts';
import { signCheckpoint, verifierOf } from './signed.ts';

export interface Cosigning {
  site: { id: string; logOrigin: string };
  logs: LogStore;
  folder: LogFolder;
  /** What came back from witnesses: a checkpoint of this log with their signatures. */
  note: string;
  /** The witnesses whose signatures are taken. */
  witnesses: readonly Verifier[];
}

/**
 * Takes witnesses' signatures of a checkpoint of this log (C2SP tlog-cosignature), after checking each, and that the
 * log is what they saw. They are served at once. The answer is who has signed it now, or why nothing was taken.
 */
export async function addCosignatures({
  site,
  logs,
  folder,
  note,
  witnesses,
}: Cosigning): Promise<{ size: number; names: string[] } | { refused: string } | null> {
  const parsed = parseNote(note);
  const seen = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !seen) return { refused: 'it is no signed note of a checkpoint' };
  if (seen.origin !== site.logOrigin) return { refused: `it is of the log ${seen.origin}` };
  if (!(await verifyNote(parsed, witnesses, ed25519))) {
    return { refused: 'the signature of a witness does not hold' };
  }
  const key = logs.key(site.id);
  const log = await verifierOf(site.logOrigin, key);
  return logs.alone(async (turn) => {
    const head = turn.head(site.id);
    const size = head?.size ?? 0;
    if (seen.size > size) return { refused: `it has ${seen.size} entries, the log only ${size}` };
    const root = await treeRoot(seen.size, (tile) => folder.tile(tile, size), sha256);
    if (!root || !Buffer.from(root).equals(seen.root)) return { refused: 'it is of another history' };
    const before = turn.cosigned(site.id);
    if (before && before.size > seen.size) {
      return { refused: `a later one, of ${before.size} entries, is there already` };
    }
    const old = before?.size === seen.size ? (parseNote(before.note)?.signatures ?? []) : [];
    const known = [...old, ...parsed.signatures].filter(({ name }) => name !== log.name);
    // Each witness once, and its newest; what nobody vouches for is not served.
    const lines = new Map<string, string>();
    for (const one of known) {
      const witness = witnesses.find(({ name }) => name === one.name);
      const isOld = old.includes(one);
      const alone = { text: parsed.text, signatures: [one] };
      const holds = witness && (await verifyNote(alone, [witness], ed25519))?.[0]?.type === COSIGNATURE;
      if (holds || isOld) lines.set(one.name, signatureLine(one));
    }
    if (lines.size === 0) return { refused: 'no witness whose key was given has signed it' };
    const signed = (await signCheckpoint(seen, key)) + [...lines.values()].join('');
    turn.putCosigned(site.id, { size: seen.size, note: signed });
    await folder.write(new Map([['witnessed', signed]]));
    return { size: seen.size, names: [...lines.keys()] };
  });
}
