import { existsSync } from 'node:fs';
import { parseCheckpoint, parseNote, type Verifier } from '@sayso/protocol/log';
import type { Findings } from '../transparency/findings.ts';
import { type Known, readSigned } from '../transparency/read-signed.ts';
import { readCheckpoint } from '../transparency/signed.ts';
import type { LogSource } from '../transparency/source.ts';
import { type Earlier, verifyLog } from '../transparency/verify-log.ts';
import type { Io } from './io.ts';
import { readText } from './read-file.ts';
import type { OwnChecks } from './verify-own.ts';

/** Checks a whole log. Its checkpoint is kept in `state`, a file, only if all of it holds. */
export async function checkLog(
  source: LogSource,
  known: Known,
  state: string | null,
  findings: Findings,
  io: Io,
  own?: OwnChecks,
): Promise<void> {
  const signed = await readSigned(source, known, findings);
  if (!signed) return;
  const earlier = state === null ? null : await earlierOf(state, signed.log, findings, io);
  if (state === null) {
    findings.note(
      'history',
      'not compared with an earlier one: --state FILE keeps the checkpoint for next time',
    );
  }
  await verifyLog(source, signed.checkpoint, earlier, findings, own?.onEntries);
  await own?.rows(signed.checkpoint);
  if (state !== null && findings.hold) io.write(state, signed.note);
}

async function earlierOf(file: string, log: Verifier, findings: Findings, io: Io): Promise<Earlier | null> {
  if (!existsSync(file)) {
    findings.note('history', `${file} is new: from now on it has the checkpoint`);
    return null;
  }
  const kept = readText(file, io);
  const checkpoint = await readCheckpoint(kept, log);
  if (checkpoint) return checkpoint;
  const origin = parseCheckpoint(parseNote(kept)?.text ?? '')?.origin;
  findings.wrong(
    'history',
    origin && origin !== log.name
      ? `${file} is of the log ${origin}`
      : `${file} holds no checkpoint that the key of ${log.name} signed`,
  );
  return null;
}
