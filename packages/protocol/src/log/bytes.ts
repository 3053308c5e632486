/** Bytes of a hash, a key or a signature. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** SHA-256, handed in: the browser has it as a promise, Node at once. */
export type Sha256 = (data: Bytes) => Promise<Bytes> | Bytes;

/** The length of every hash in the tree. */
export const HASH_BYTES = 32;

/** Of hashes that stand one after the other, so many from one on. */
export const hashesIn = (bytes: Uint8Array, from: number, count: number): Bytes[] =>
  Array.from(
    { length: count },
    (_, i) => new Uint8Array(bytes.slice((from + i) * HASH_BYTES, (from + i + 1) * HASH_BYTES)),
  );

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => new Uint8Array(encoder.encode(text));

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Not in constant time: nothing that is compared here is a secret. */
export const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, n) => byte === b[n]);

/** RFC 4648, section 4, with padding. */
export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Null unless it is what `toBase64` would write: one value, one text. */
export function fromBase64(text: string): Bytes | null {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
