import { RECEIPT_TYP, toMs, toTime } from '@sayso/protocol';
import { leafHash, verifyInclusion } from '@sayso/protocol/log';
import { sha256 } from './digest.ts';
import { Findings } from './findings.ts';
import { isSigned, type PublicJwk, readJws } from './jws.ts';
import { type Known, readSigned } from './read-signed.ts';
import type { LogSource } from './source.ts';

/** By how much a browser's clock may differ without a word, in milliseconds. */
const CLOCKS = 10 * 60_000;

/** What a receipt says that its check needs. */
export interface Claims {
  site: string;
  log: string;
  iss: string;
  id: string;
  at: string;
  receivedAt: string;
  mmd: number;
}

/** The claims of a receipt, whether or not they are true; null if it is none. */
export function claimsOf(jws: string): Claims | null {
  const read = readJws(jws);
  if (read?.typ !== RECEIPT_TYP) return null;
  const { site, log, iss, id, at, receivedAt, mmd } = read.payload;
  const texts = [site, log, iss, id, at, receivedAt];
  if (!texts.every((value) => typeof value === 'string') || typeof mmd !== 'number') return null;
  return { site, log, iss, id, at, receivedAt, mmd } as Claims;
}

/** Signature, inclusion and checkpoint of a receipt. `now` in milliseconds since 1970. */
export async function verifyReceipt(
  jws: string,
  keys: readonly PublicJwk[],
  source: LogSource,
  known: Known,
  now: number,
): Promise<Findings> {
  const findings = new Findings();
  const claims = claimsOf(jws);
  if (!claims) {
    findings.wrong(
      'receipt',
      `it is no receipt: a compact JWS of typ ${RECEIPT_TYP}, EdDSA, with kid, and nothing else in its header`,
    );
    return findings;
  }
  if (await isSigned(jws, keys)) {
    findings.ok('signature', `by key ${readJws(jws)?.kid}; not one character was changed`);
  } else {
    const kid = readJws(jws)?.kid ?? '';
    const isKnown = keys.some((key) => key.kid === kid);
    findings.wrong(
      'signature',
      isKnown ? 'it is not of this text: the receipt was changed' : `its key ${kid} is not among the keys`,
    );
  }
  const signed = await readSigned(source, known, findings);
  if (signed && signed.checkpoint.origin !== claims.log) {
    findings.wrong('log', `the receipt names ${claims.log}, but this is the log ${signed.checkpoint.origin}`);
  } else if (signed) await checkInclusion(jws, claims, source, signed.checkpoint, findings, now);
  const apart = Math.abs(toMs(claims.at) - toMs(claims.receivedAt));
  if (apart > CLOCKS) {
    findings.note(
      'clocks',
      `the browser says ${claims.at}, the collector received it at ${claims.receivedAt}`,
    );
  }
  return findings;
}

async function checkInclusion(
  jws: string,
  { receivedAt, mmd }: Claims,
  source: LogSource,
  { size, root }: { size: number; root: Uint8Array },
  findings: Findings,
  now: number,
): Promise<void> {
  const entry = sha256(new Uint8Array(Buffer.from(jws, 'latin1')));
  const found = await source.locate(entry, size);
  if (!found) {
    const due = toMs(receivedAt) + mmd * 1000;
    const late = due < now;
    findings.wrong(
      'log',
      late
        ? `it is not in the log, and was promised to be by ${toTime(due)}: the operator broke that promise, or the receipt was changed`
        : `it is not in the log yet; it is promised to be by ${toTime(due)}. Try again later`,
    );
    return;
  }
  const claim = { leaf: await leafHash(entry, sha256), index: found.index, size, path: found.path, root };
  if (await verifyInclusion(claim, sha256)) {
    findings.ok('log', `it is entry ${found.index} of ${size}`);
  } else
    findings.wrong('log', `entry ${found.index} does not lead to the checkpoint: a tile over it was changed`);
}
