import { createHash, timingSafeEqual } from 'node:crypto';
import { toMs } from '@sayso/protocol';
import type { AccessKey, Role } from './access-key.ts';

/** The key with this text, revoked and expired ones too. Takes the same time whichever it is, or none. */
export function keyOf(text: string, keys: readonly AccessKey[]): AccessKey | null {
  const hash = createHash('sha256').update(text).digest();
  let found: AccessKey | null = null;
  for (const key of keys) {
    const kept = Buffer.from(key.hash, 'base64url');
    if (kept.length === hash.length && timingSafeEqual(kept, hash)) found = key;
  }
  return found;
}

/** Why a key opens nothing now; null if it does. */
export function endOf({ revokedAt, expiresAt }: AccessKey, now: number): 'revoked' | 'expired' | null {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && now >= toMs(expiresAt) ? 'expired' : null;
}

/** Whether a role may do what is for these: `owner` may all, `operator` whatever an `analyst` may. */
export const mayAs = (role: Role, asked: readonly Role[]): boolean =>
  role === 'owner' || asked.includes(role) || (role === 'operator' && asked.includes('analyst'));
