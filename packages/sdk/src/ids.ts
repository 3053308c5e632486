/** Bytes in hexadecimal. */
export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const random = (crypto: Crypto, length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** 16 random bytes as base64url: the secret by which a visitor's data is found again (contract section 2). */
export const newSubject = (crypto: Crypto): string =>
  btoa(String.fromCharCode(...random(crypto, 16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);

/** A UUID, version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then chance. */
export function newId(crypto: Crypto, now: number): string {
  const chance = hexOf(random(crypto, 9));
  return `${now.toString(16).padStart(12, '0')}7${chance.slice(0, 3)}a${chance.slice(3)}`.replace(
    /^.{8}|.{4}(?=.{12})/g,
    '$&-',
  );
}
