import { createPublicKey, hash, verify } from 'node:crypto';
import type { Bytes, Ed25519, Sha256 } from '@sayso/protocol/log';

/** SHA-256, at once. */
export const sha256 = ((data: Bytes): Bytes =>
  new Uint8Array(hash('sha256', data, 'buffer'))) satisfies Sha256;

/** Ed25519 (RFC 8032); false for what is no key. */
export const ed25519: Ed25519 = (publicKey, message, signature) => {
  try {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};
