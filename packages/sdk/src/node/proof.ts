import { DESTINATIONS, type Destination, normaliseEmail, normalisePhone } from '@sayso/protocol';
import { hashed } from './hashed.ts';

export interface ProofOptions {
  site: string;
  /** A key of role `identity`, as `sayso keys create` printed it. It never leaves the store's server. */
  key: string;
  /** As the customer wrote it, or as 64 hex digits if it is hashed already. */
  email?: string;
  phone?: string;
  /** Of telephone numbers that are written without one: `44`. */
  countryCode?: string;
  /** For how many seconds it holds; 600 if left out. */
  seconds?: number;
}

const TEN_MINUTES = 600;

/**
 * What `sayso.identify` takes: a JWS (HS256) that says by which hashed addresses the store knows the visitor.
 * The addresses themselves go nowhere. Throws a TypeError where there is no valid one, or no identity key.
 */
export async function createProof(options: ProofOptions): Promise<string> {
  const { site, key, email, phone, countryCode, seconds = TEN_MINUTES } = options;
  if (!key.startsWith('sayso_k_')) throw new TypeError('Sayso: the key of a proof begins with sayso_k_.');
  const claims = {
    site,
    exp: Math.floor(Date.now() / 1000) + seconds,
    email_sha256: await forAll(email, normaliseEmail),
    phone_sha256: await forAll(phone, (raw, destination) => normalisePhone(raw, destination, countryCode)),
  };
  if (!claims.email_sha256 && !claims.phone_sha256) {
    throw new TypeError('Sayso: a proof needs a valid e-mail address or telephone number.');
  }
  const content = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(JSON.stringify(claims))}`;
  return `${content}.${base64url(await hmac(key, content))}`;
}

async function forAll(
  raw: string | undefined,
  normalise: (raw: string, destination: Destination) => string | null,
): Promise<Record<string, string> | undefined> {
  if (raw === undefined) return undefined;
  const hashes: Record<string, string> = {};
  for (const destination of DESTINATIONS) {
    const hash = await hashed(raw, (text) => normalise(text, destination));
    if (hash === null) return undefined;
    hashes[destination] = hash;
  }
  return hashes;
}

async function hmac(key: string, content: string): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = new TextEncoder().encode(key);
  const signing = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', signing, new TextEncoder().encode(content)));
}

const encode = (text: string): string => base64url(new TextEncoder().encode(text));

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
