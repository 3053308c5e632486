import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  importPKCS8,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { readIfThere, readOrMake } from './key-file.ts';

/** The collector's keys for receipts and other statements (JWS, RFC 7515; Ed25519, RFC 8037). */
export interface SigningKeys {
  /** RFC 7638 thumbprint of the key that signs now. */
  readonly kid: string;
  /** A compact JWS with the protected header `{alg: 'EdDSA', typ, kid}`. */
  sign(typ: string, payload: object): Promise<string>;
  /** Public keys, the signing one first: what was signed before a rotation is still verified. */
  jwks(): JSONWebKeySet;
}

/** Reads `DATA/signing.key` (PKCS #8 PEM, mode 0600), made at first start, and older `DATA/signing-*.key`. */
export async function openSigningKeys(data: string): Promise<SigningKeys> {
  const path = join(data, 'signing.key');
  const current = await readKey(path, readOrMake(path, newPem));
  const older = readdirSync(data)
    .filter((name) => /^signing-[\w-]+\.key$/.test(name))
    .sort();
  const keys = [current];
  for (const name of older) {
    const pem = readIfThere(join(data, name));
    if (pem) keys.push(await readKey(join(data, name), pem.toString('utf8')));
  }
  const { kid, key } = current;
  return {
    kid,
    sign: (typ, payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA', typ, kid })
        .sign(key),
    jwks: () => ({ keys: keys.map(({ jwk }) => ({ ...jwk })) }),
  };
}

interface Key {
  kid: string;
  key: CryptoKey;
  jwk: JWK;
}

async function readKey(path: string, pem: string): Promise<Key> {
  try {
    const pair = createPrivateKey(pem);
    if (pair.asymmetricKeyType !== 'ed25519') throw new Error(`it is of type ${pair.asymmetricKeyType}`);
    const { kty, crv, x } = await exportJWK(createPublicKey(pair));
    const jwk = { kty, crv, x } as JWK;
    const kid = await calculateJwkThumbprint(jwk);
    return { kid, key: await importPKCS8(pem, 'EdDSA'), jwk: { ...jwk, kid, alg: 'EdDSA', use: 'sig' } };
  } catch (cause) {
    throw new Error(`${path} does not hold an Ed25519 private key (PKCS #8, PEM).`, { cause });
  }
}

const newPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
