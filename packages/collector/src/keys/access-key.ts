import { createHash, randomBytes } from 'node:crypto';

/** What a key lets its holder do; `owner` whatever the others may. `identity` signs proofs, nothing else. */
export const ROLES = ['owner', 'operator', 'analyst', 'auditor', 'identity'] as const;
export type Role = (typeof ROLES)[number];

/** A key of a person or a program, without its text. */
export interface AccessKey {
  /** By which it is listed and revoked: the first 12 hex digits of its SHA-256. */
  id: string;
  role: Role;
  /** The only site it is for; null: all. */
  site: string | null;
  /** Base64url SHA-256 of its text. */
  hash: string;
  /** Its text, kept for role `identity` alone, since that verifies HMACs. */
  secret: string | null;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

const PREFIX = 'sayso_k_';

/** A new key: 32 random bytes. Its text is shown once. */
export function newAccessKey(
  { role, site, expiresAt }: Pick<AccessKey, 'role' | 'site' | 'expiresAt'>,
  createdAt: string,
): { text: string; key: AccessKey } {
  const text = PREFIX + randomBytes(32).toString('base64url');
  const digest = createHash('sha256').update(text).digest();
  const key: AccessKey = {
    id: digest.toString('hex').slice(0, 12),
    role,
    site,
    hash: digest.toString('base64url'),
    secret: role === 'identity' ? text : null,
    createdAt,
    expiresAt,
    revokedAt: null,
  };
  return { text, key };
}
