import {
  type Checkpoint,
  COSIGNATURE,
  ED25519,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  type Verifier,
  verifyNote,
} from '@sayso/protocol/log';
import { ed25519, sha256 } from './digest.ts';
import type { Findings } from './findings.ts';
import type { LogSource } from './source.ts';
import { checkWitnesses } from './witnessed.ts';

/** Keys that whoever checks trusts already. */
export interface Known {
  log: Verifier | null;
  witnesses: readonly Verifier[];
}

/** The keys in these lines (`name+id+key`): the log's own, if one has its type, and those of witnesses. */
export async function verifiersIn(text: string): Promise<Known> {
  const lines = text.split('\n').map((line) => line.trim());
  const found = await Promise.all(lines.map((line) => parseVerifier(line, sha256)));
  const all = found.filter((verifier) => verifier !== null);
  return {
    log: all.find(({ type }) => type === ED25519) ?? null,
    witnesses: all.filter(({ type }) => type === COSIGNATURE),
  };
}

/** The checkpoint of a source, if its log has signed it; what is found of its signatures is told. */
export async function readSigned(
  source: LogSource,
  known: Known,
  findings: Findings,
): Promise<{ checkpoint: Checkpoint; note: string; log: Verifier } | null> {
  const keyText = known.log ? null : await source.read('key');
  const log = known.log ?? (keyText && (await verifiersIn(text(keyText))).log);
  if (!log) {
    findings.wrong('key', `${source.name} has no key of the log, or one that is damaged`);
    return null;
  }
  const bytes = await source.read('checkpoint');
  if (!bytes) {
    findings.wrong('checkpoint', `${source.name} has none`);
    return null;
  }
  const note = text(bytes);
  const checkpoint = await checkNote(note, log, findings);
  if (checkpoint) await checkWitnesses(source, log, known.witnesses, checkpoint, findings);
  if (!known.log) {
    findings.note(
      'key',
      `of the log from ${source.name} itself; to be sure that it is the same for all, give it with --key`,
    );
  }
  return checkpoint && { checkpoint, note, log };
}

async function checkNote(note: string, log: Verifier, findings: Findings): Promise<Checkpoint | null> {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) {
    findings.wrong('checkpoint', 'it is no signed note of a checkpoint (C2SP tlog-checkpoint)');
    return null;
  }
  const signed = await verifyNote(parsed, [log], ed25519);
  if (!signed?.some(({ type, name }) => type === ED25519 && name === log.name)) {
    findings.wrong('checkpoint', `it is not signed by the log’s key ${log.name}`);
    return null;
  }
  if (checkpoint.origin !== log.name) {
    findings.wrong('checkpoint', `it is of the log ${checkpoint.origin}, but the key is that of ${log.name}`);
    return null;
  }
  findings.ok('checkpoint', `${checkpoint.size} entries of ${log.name}, signed by its key`);
  return checkpoint;
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
