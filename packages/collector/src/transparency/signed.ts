import {
  type Checkpoint,
  ED25519,
  formatCheckpoint,
  formatVerifier,
  keyIdOf,
  parseCheckpoint,
  parseNote,
  signatureLine,
  type Verifier,
  verifyNote,
} from '@sayso/protocol/log';
import type { LogKey } from '../store/log-port.ts';
import { ed25519, sha256 } from './digest.ts';

/** Who signs a log: its origin is the name of its key. */
export async function verifierOf(
  origin: string,
  { publicKey }: Pick<LogKey, 'publicKey'>,
): Promise<Verifier> {
  return { name: origin, type: ED25519, publicKey, keyId: await keyIdOf(origin, ED25519, publicKey, sha256) };
}

/** `origin+id+key`, a line. */
export const keyLine = async (origin: string, key: LogKey): Promise<string> =>
  `${formatVerifier(await verifierOf(origin, key))}\n`;

/** A checkpoint as a signed note. */
export async function signCheckpoint(checkpoint: Checkpoint, key: LogKey): Promise<string> {
  const { keyId } = await verifierOf(checkpoint.origin, key);
  const text = formatCheckpoint(checkpoint);
  const signature = key.sign(Buffer.from(text));
  return `${text}\n${signatureLine({ name: checkpoint.origin, keyId, signature })}`;
}

/** The checkpoint of a note that this log has signed; null for any other. */
export async function readCheckpoint(note: string, log: Verifier): Promise<Checkpoint | null> {
  const parsed = parseNote(note);
  const signed = parsed && (await verifyNote(parsed, [log], ed25519));
  const checkpoint = parsed && signed?.length ? parseCheckpoint(parsed.text) : null;
  return checkpoint?.origin === log.name ? checkpoint : null;
}
