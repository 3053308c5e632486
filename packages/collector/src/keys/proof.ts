import { compactVerify } from 'jose';
import type { AccessKey } from './access-key.ts';
import { endOf } from './opens.ts';

/** No token that a store's server makes is as long; a longer one is not looked at. */
const MOST = 4096;
/** Each verification costs a hash, so a site with many keys is no way to make them cost much. */
const MOST_KEYS = 10;

/** What a proof says: hashed addresses, each as one destination wants it. */
export interface Identity {
  email_sha256?: Record<string, string>;
  phone_sha256?: Record<string, string>;
}

/**
 * What the store's server says of who the visitor is (contract section 2, identify): a JWS, HS256 by a key of
 * role `identity`, `{site, email_sha256?, phone_sha256?, exp}`. Null unless it is for this site, not past its
 * `exp` (seconds since 1970), and names at least one address as 64 hex digits.
 */
export async function verifyProof(
  proof: unknown,
  site: string,
  keys: readonly AccessKey[],
  now: number,
): Promise<Identity | null> {
  if (typeof proof !== 'string' || proof.length > MOST) return null;
  const ofSite = keys.filter((key) => key.role === 'identity' && (key.site === null || key.site === site));
  const live = ofSite.filter((key) => endOf(key, now) === null).slice(-MOST_KEYS);
  for (const { secret } of live) {
    const payload = await verified(proof, secret ?? '');
    if (payload) return identityOf(payload, site, now);
  }
  return null;
}

async function verified(proof: string, secret: string): Promise<Uint8Array | null> {
  try {
    // Nothing of the header but the algorithm that is asked for is believed.
    return (await compactVerify(proof, new TextEncoder().encode(secret), { algorithms: ['HS256'] })).payload;
  } catch {
    return null;
  }
}

function identityOf(payload: Uint8Array, site: string, now: number): Identity | null {
  const claims = parse(payload);
  if (claims.site !== site || typeof claims.exp !== 'number' || !(now < claims.exp * 1000)) return null;
  const identity: Identity = {};
  for (const name of ['email_sha256', 'phone_sha256'] as const) {
    const hashes = claims[name];
    if (hashes === undefined) continue;
    if (!areHashes(hashes)) return null;
    identity[name] = hashes;
  }
  return Object.keys(identity).length ? identity : null;
}

function parse(payload: Uint8Array): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return Object(claims) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** An address is only ever taken as its hash: whoever sends a plain one is refused, and it is not kept. */
const areHashes = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(
    ([destination, hash]) =>
      ['meta', 'google'].includes(destination) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash),
  );
