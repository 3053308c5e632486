import type { PolicyDocument } from '@sayso/protocol';
import { LAW_AS_OF } from '@sayso/protocol/law';
import { type Finding, looserThanComing, looserThanLaw } from '../policy/looser-than-law.ts';
import { isReason } from '../policy/publish.ts';
import { CliError, EXIT } from './exit.ts';
import type { Io } from './io.ts';

/** The reason of `--own-risk`, if it was given. */
export function ownRiskOf(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const reason = given.trim();
  if (isReason(reason)) return reason;
  throw new CliError(
    EXIT.usage,
    '--own-risk needs a reason of at most 500 characters: it is shown in public.',
  );
}

/**
 * Ends the command if the policy is looser than the law table, each point with its line; with a reason they
 * are told as warnings. What is enacted and will be asked for later is a warning too.
 */
export function heedLaw(
  document: PolicyDocument,
  place: (path: string) => string,
  ownRisk: string | undefined,
  io: Io,
): void {
  const told = ({ path, message }: Finding): string => `${place(path)} ${message}`;
  const found = looserThanLaw(document);
  if (found.length && ownRisk === undefined) {
    const points = found.length === 1 ? '1 point is' : `${found.length} points are`;
    throw new CliError(
      EXIT.refused,
      ...found.map(told),
      `looser-than-law: ${points} looser than the law table of ${LAW_AS_OF}. If you know better, --own-risk REASON publishes it with your reason in public and in each receipt.`,
    );
  }
  for (const finding of found) io.err(`sayso: warning: at your own risk: ${told(finding)}`);
  if (ownRisk !== undefined && found.length === 0) {
    io.err(
      'sayso: warning: nothing is looser than the law table; the reason is shown in public all the same.',
    );
  }
  for (const finding of looserThanComing(document)) io.err(`sayso: warning: ${told(finding)}`);
}
