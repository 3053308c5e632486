import { type Bytes, concat, fromBase64, isEqual, type Sha256, toBase64, toHex, utf8 } from './bytes.ts';

/** C2SP signed-note: an Ed25519 signature of the text. */
export const ED25519 = 1;
/** C2SP tlog-cosignature: a witness's Ed25519 signature of the text and a time. */
export const COSIGNATURE = 4;

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** A note with more signatures than anybody has witnesses is no note. */
const MAX_SIGNATURES = 100;

/** Ed25519 (RFC 8032), handed in. */
export type Ed25519 = (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean> | boolean;

export interface Signature {
  name: string;
  /** The first 4 bytes of the key's hash. */
  keyId: Bytes;
  signature: Bytes;
}

export interface Note {
  /** Ends with a line feed. */
  text: string;
  signatures: Signature[];
}

/** Who signs: a log, or a witness. */
export interface Verifier {
  name: string;
  keyId: Bytes;
  type: typeof ED25519 | typeof COSIGNATURE;
  publicKey: Bytes;
}

/** A signature that held. */
export interface Signed {
  name: string;
  type: Verifier['type'];
  /** When a witness saw it, in seconds since 1970. */
  time?: number;
}

const isName = (name: string): boolean => /^[^\s+]+$/u.test(name);

/** C2SP signed-note, "Signatures": SHA-256(name ‖ LF ‖ type ‖ public key), its first 4 bytes. */
export const keyIdOf = async (
  name: string,
  type: Verifier['type'],
  publicKey: Uint8Array,
  sha256: Sha256,
): Promise<Bytes> => (await sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey))).slice(0, 4);

/** The verifier key, `name+id+key`. */
export const formatVerifier = ({ name, keyId, type, publicKey }: Verifier): string =>
  `${name}+${toHex(keyId)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;

/** Null unless it is a verifier key whose id fits its name and key. */
export async function parseVerifier(text: string, sha256: Sha256): Promise<Verifier | null> {
  const [, name = '', id = '', key = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([\w+/=]+)$/u.exec(text) ?? [];
  const bytes = fromBase64(key);
  const type = bytes?.[0];
  if (bytes?.length !== KEY_BYTES + 1 || (type !== ED25519 && type !== COSIGNATURE)) return null;
  const publicKey = bytes.slice(1);
  const keyId = await keyIdOf(name, type, publicKey, sha256);
  return toHex(keyId) === id ? { name, keyId, type, publicKey } : null;
}

/** `— name base64(id ‖ signature)`, with its line feed. */
export const signatureLine = ({ name, keyId, signature }: Signature): string =>
  `— ${name} ${toBase64(concat(keyId, signature))}\n`;

/** Null unless it is a signed note to the letter. Says nothing about whether its signatures hold. */
export function parseNote(note: string): Note | null {
  // Control characters but LF, and halves of characters.
  if (/[^\P{Cc}\n]|\p{Cs}/u.test(note) || !note.endsWith('\n')) return null;
  const end = note.lastIndexOf('\n\n') + 1;
  if (end < 2) return null;
  const signatures: Signature[] = [];
  for (const line of note.slice(end + 1, -1).split('\n')) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (!isName(name) || !bytes || bytes.length < 5) return null;
    signatures.push({ name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return signatures.length <= MAX_SIGNATURES ? { text: note.slice(0, end), signatures } : null;
}

/**
 * Which of the known signed it. Unknown signatures are passed over; null where one by a known key does not
 * hold, since then somebody meddled with it.
 */
export async function verifyNote(
  { text, signatures }: Note,
  known: readonly Verifier[],
  ed25519: Ed25519,
): Promise<Signed[] | null> {
  const signed: Signed[] = [];
  for (const { name, keyId, signature } of signatures) {
    const by = known.find((one) => one.name === name && isEqual(one.keyId, keyId));
    if (!by) continue;
    const time = by.type === COSIGNATURE ? timeOf(signature) : undefined;
    const message = time === undefined ? text : `cosignature/v1\ntime ${time}\n${text}`;
    const bytes = signature.slice(time === undefined ? 0 : 8);
    if (bytes.length !== SIGNATURE_BYTES || !(await ed25519(by.publicKey, utf8(message), bytes))) return null;
    signed.push({ name, type: by.type, ...(time === undefined ? {} : { time }) });
  }
  return signed;
}

/** The 8 bytes before a witness's signature: seconds, the high byte first. */
const timeOf = (signature: Bytes): number =>
  signature.length < 8 ? Number.NaN : Number(new DataView(signature.buffer).getBigUint64(0));
