import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import { linkSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONWebKeySet, JWK } from 'jose';
import { readIfThere, readOrMake, writeDurably } from './key-file.ts';
import { sync } from './sync.ts';

/** The collector's keys for receipts and other statements (JWS, RFC 7515; Ed25519, RFC 8037). */
export interface SigningKeys {
  /** RFC 7638 thumbprint of the key that signs now. */
  readonly kid: string;
  /** A compact JWS with the protected header `{alg: 'EdDSA', typ, kid}`. */
  sign(typ: string, payload: object): Promise<string>;
  /** Public keys, the signing one first: what was signed before a rotation is still verified. */
  jwks(): JSONWebKeySet;
}

/** How long a rotation by another process may go unnoticed, in milliseconds. */
const FRESH_MS = 100;

/** Reads `DATA/signing.key` (PKCS #8 PEM, mode 0600), made at first start, and older `DATA/signing-*.key`. */
export async function openSigningKeys(data: string): Promise<SigningKeys> {
  const path = join(data, 'signing.key');
  readOrMake(path, newPem);
  let keys = readKeys(data);
  let seen = markOf(path);
  let lookedAt = performance.now();

  const current = (): Keys => {
    const now = performance.now();
    if (now - lookedAt < FRESH_MS) return keys;
    lookedAt = now;
    const mark = markOf(path);
    // Gone or unreadable: those that were read go on signing.
    if (mark !== null && mark !== seen) {
      keys = readKeys(data);
      seen = mark;
    }
    return keys;
  };
  return {
    get kid() {
      return current()[0].jwk.kid;
    },
    sign: async (typ, payload) => {
      const [{ key, jwk }] = current();
      const signed = `${encoded({ alg: 'EdDSA', typ, kid: jwk.kid })}.${encoded(payload)}`;
      return `${signed}.${signBytes(null, Buffer.from(signed), key).toString('base64url')}`;
    },
    jwks: () => ({ keys: current().map(({ jwk }) => ({ ...jwk })) }),
  };
}

/**
 * A new key signs from now on, here and in every collector on the folder; the one before it stays beside it, so that its
 * public part is still published. Returns the new key's id.
 */
export function rotateSigningKey(data: string, at: string): string {
  const path = join(data, 'signing.key');
  const [before] = readKeys(data);
  const name = `signing-${at.slice(0, 19).replace(/\D/g, '')}-${before.jwk.kid.slice(0, 8)}.key`;
  const draft = join(data, 'signing.key.new');
  writeDurably(draft, newPem());
  // Its second name first: at no moment is one of the two keys without a name.
  linkSync(path, join(data, name));
  renameSync(draft, path);
  sync(data);
  return readKeys(data)[0].jwk.kid;
}

interface Key {
  key: KeyObject;
  jwk: JWK & { kid: string };
}

/** The one that signs comes first. */
type Keys = [Key, ...Key[]];

function readKeys(data: string): Keys {
  const read = (name: string): Key | null => {
    const pem = readIfThere(join(data, name));
    return pem && readKey(join(data, name), pem.toString('utf8'));
  };
  const current = read('signing.key');
  if (!current) throw new Error(`The signing key ${join(data, 'signing.key')} is missing.`);
  const older = readdirSync(data)
    .filter((name) => /^signing-[\w-]+\.key$/.test(name))
    .sort()
    .flatMap((name) => read(name) ?? [])
    // A rotation that was interrupted has given the key its second name only.
    .filter(({ jwk }) => jwk.kid !== current.jwk.kid);
  return [current, ...older];
}

function readKey(path: string, pem: string): Key {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it is of type ${key.asymmetricKeyType}`);
    const { kty = '', crv = '', x = '' } = createPublicKey(key).export({ format: 'jwk' });
    // RFC 7638, section 3: these members, in this order, without spaces.
    const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
    return { key, jwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } };
  } catch (cause) {
    throw new Error(`${path} does not hold an Ed25519 private key (PKCS #8, PEM).`, { cause });
  }
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Changes whenever another file gets the name; null if there is none. */
function markOf(path: string): string | null {
  try {
    const { ino, mtimeMs } = statSync(path);
    return `${ino} ${mtimeMs}`;
  } catch {
    return null;
  }
}

const newPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
