import {
  type Checkpoint,
  COSIGNATURE,
  consistencyPath,
  ED25519,
  parseCheckpoint,
  parseNote,
  type Tile,
  tilePath,
  type Verifier,
  verifyConsistency,
  verifyNote,
} from '@sayso/protocol/log';
import { ed25519, sha256 } from './digest.ts';
import type { Findings } from './findings.ts';
import type { LogSource } from './source.ts';

const ALONE =
  'the operator could show others another history; keep a checkpoint and compare, or give witnesses’ keys with --key';

/**
 * How many of the witnesses that are known have signed a checkpoint of this log, and that the log grew out of it.
 * Each of them has seen one history only.
 */
export async function checkWitnesses(
  source: LogSource,
  log: Verifier,
  witnesses: readonly Verifier[],
  checkpoint: Checkpoint,
  findings: Findings,
): Promise<void> {
  const bytes = await source.read('witnessed');
  if (!bytes) {
    findings.note('witnesses', `none signed: ${ALONE}`);
    return;
  }
  const note = parseNote(new TextDecoder().decode(bytes));
  const seen = note && parseCheckpoint(note.text);
  const signed = note && (await verifyNote(note, [log, ...witnesses], ed25519));
  if (!seen || !signed?.some(({ type }) => type === ED25519) || seen.origin !== log.name) {
    findings.wrong(
      'witnesses',
      'what they are said to have signed is no checkpoint that the log signed, or a signature does not hold',
    );
    return;
  }
  if (seen.size > checkpoint.size || !(await grewOut(source, seen, checkpoint))) {
    findings.wrong(
      'history',
      `the log did not grow out of the ${seen.size} entries that witnesses have signed: it was rewritten`,
    );
    return;
  }
  const count = new Set(signed.filter(({ type }) => type === COSIGNATURE).map(({ name }) => name)).size;
  const unknown = note.signatures.length - signed.length;
  const more = unknown ? `; ${unknown} more, by keys that you did not give` : '';
  const where = `the log at ${seen.size} of its ${checkpoint.size} entries`;
  findings.note(
    'witnesses',
    count
      ? `${count} signed ${where}${more}: they have seen no other history of it`
      : `none that you gave signed${more}: ${ALONE}`,
  );
}

async function grewOut(source: LogSource, from: Checkpoint, to: Checkpoint): Promise<boolean> {
  const read = (tile: Tile): Promise<Uint8Array | null> => source.read(tilePath(tile));
  const path = await consistencyPath(from.size, to.size, read, sha256);
  const claim = { from: from.size, fromRoot: from.root, to: to.size, toRoot: to.root, path: path ?? [] };
  return path !== null && verifyConsistency(claim, sha256);
}
