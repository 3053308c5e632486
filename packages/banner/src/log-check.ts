import {
  type Checkpoint,
  type Ed25519,
  fromBase64,
  leafHash,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  type Sha256,
  type Verifier,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
} from '@sayso/protocol/log';
import { factsOf } from './receipt-facts.ts';
import { checkReceipt, type Verdict } from './signature-check.ts';

/** Asks the collector. `status` 0: no answer. Never throws. */
export type Call = (path: string) => Promise<{ status: number; body?: unknown }>;

/** Where a checkpoint is kept from one check to the next. */
export interface Seen {
  read(): Promise<string | null> | string | null;
  keep(note: string): void;
}

/** What the public log has of a receipt. `late`: it is past the time by which it was promised to be in it. */
export type Place =
  | { is: 'in'; origin: string; index: number; size: number }
  | { is: 'not-yet'; late: boolean }
  | { is: 'wrong'; why: 'checkpoint' | 'path' | 'history' }
  | { is: 'unknown' };

export interface Checked {
  signature: Verdict | 'unknown';
  log: Place;
}

/**
 * Signature, inclusion and checkpoint of a receipt, and that the log grew out of what was seen of it before.
 * All of it is computed here; the collector only gives the data. Never throws. `now` in milliseconds since 1970.
 */
export async function checkAll(
  jws: string,
  site: string,
  call: Call,
  subtle: SubtleCrypto | undefined,
  seen: Seen,
  now: number,
): Promise<Checked> {
  const jwks = await call('/.well-known/jwks.json');
  const signature = jwks.status === 200 ? await checkReceipt(jws, jwks.body, site, subtle) : 'unknown';
  if (signature === 'unable' || !subtle) return { signature, log: { is: 'unknown' } };
  const log = await placeOf(jws, site, call, subtle, seen, now).catch((): Place => ({ is: 'unknown' }));
  return { signature, log };
}

async function placeOf(
  jws: string,
  site: string,
  call: Call,
  subtle: SubtleCrypto,
  seen: Seen,
  now: number,
): Promise<Place> {
  const sha256: Sha256 = async (data) => new Uint8Array(await subtle.digest('SHA-256', data));
  const ed25519: Ed25519 = async (raw, message, signature) => {
    const key = await subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    return subtle.verify('Ed25519', key, signature, message);
  };
  const { log: origin, receivedAt = '', mmd = 0 } = factsOf(jws);
  const leaf = await leafHash(await sha256(new TextEncoder().encode(jws)), sha256);
  const hex = Array.from(leaf, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const proof = await call(`/v1/${site}/proof?leaf=${hex}`);
  if (proof.status === 404) return { is: 'not-yet', late: Date.parse(receivedAt) + mmd * 1000 < now };
  if (proof.status !== 200) return { is: 'unknown' };

  const before = (await seen.read()) ?? '';
  const from = parseCheckpoint(parseNote(before)?.text ?? '')?.size ?? 0;
  const told = await call(`/v1/${site}/log?from=${from}`);
  if (told.status !== 200) return { is: 'unknown' };
  const {
    key,
    checkpoint: newest,
    path: grown,
  } = told.body as { [name: string]: string } & { path: string[] };
  const verifier = await parseVerifier(`${key}`, sha256);
  const { index, size, path, checkpoint } = proof.body as Record<'index' | 'size', number> & {
    path: string[];
    checkpoint: string;
  };
  const signed = await opened(checkpoint, verifier, ed25519);
  const last = await opened(`${newest}`, verifier, ed25519);
  if (!signed || !last || signed.origin !== origin || signed.size !== size) {
    return { is: 'wrong', why: 'checkpoint' };
  }
  const inclusion = { leaf, index, size, path: hashes(path), root: signed.root };
  if (!(await verifyInclusion(inclusion, sha256))) return { is: 'wrong', why: 'path' };
  const earlier = await opened(before, verifier, ed25519);
  if (before) {
    const claim = {
      from,
      fromRoot: earlier?.root ?? new Uint8Array(),
      to: last.size,
      toRoot: last.root,
      path: hashes(grown),
    };
    if (!(await verifyConsistency(claim, sha256))) return { is: 'wrong', why: 'history' };
  }
  seen.keep(`${newest}`);
  return { is: 'in', origin: signed.origin, index, size };
}

/** The checkpoint of a note that the log has signed; null for any other. */
async function opened(text: string, log: Verifier | null, ed25519: Ed25519): Promise<Checkpoint | null> {
  const note = parseNote(text);
  const signed = note && log && (await verifyNote(note, [log], ed25519));
  const checkpoint = note && signed?.length ? parseCheckpoint(note.text) : null;
  return checkpoint?.origin === log?.name ? checkpoint : null;
}

/** What is no hash fails where it is used. */
const hashes = (path: readonly string[] = []): Uint8Array[] =>
  path.map((hash) => fromBase64(hash) ?? new Uint8Array());
