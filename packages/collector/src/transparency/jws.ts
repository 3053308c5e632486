import type { Bytes } from '@sayso/protocol/log';
import { ed25519 } from './digest.ts';

/** A key of a JWKS, as far as it matters here. */
export interface PublicJwk {
  kid: string;
  x: string;
}

export type Read = { typ: string; kid: string; payload: Record<string, unknown> };

/** RFC 4648, section 5, without padding; null unless it is what would be written: one value, one text. */
function fromBase64url(text: string): Bytes | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? new Uint8Array(bytes) : null;
}

/** What a compact JWS says, whether or not it is true; null if it is none (RFC 7515, section 7.1). */
export function readJws(jws: string): Read | null {
  const [head = '', payload = '', signature, ...more] = jws.split('.');
  if (signature === undefined || more.length) return null;
  const header = objectOf(head);
  const claims = objectOf(payload);
  if (!header || !claims || typeof header.typ !== 'string' || typeof header.kid !== 'string') return null;
  // Nothing that would name a key of its own, or ask for what we do not know.
  if (header.alg !== 'EdDSA' || Object.keys(header).length !== 3) return null;
  return { typ: header.typ, kid: header.kid, payload: claims };
}

/** Whether one of these keys signed it, to the last bit of its text (RFC 8037). */
export async function isSigned(jws: string, keys: readonly PublicJwk[]): Promise<boolean> {
  const read = readJws(jws);
  const [head, payload, signature = ''] = jws.split('.');
  const bytes = fromBase64url(signature);
  const x = fromBase64url(keys.find(({ kid }) => kid === read?.kid)?.x ?? '');
  if (!read || bytes?.length !== 64 || x?.length !== 32) return false;
  return ed25519(x, new Uint8Array(Buffer.from(`${head}.${payload}`)), bytes);
}

/** The Ed25519 keys of a JWKS (RFC 7517), or of one JWK; empty if it is neither. */
export function keysOf(jwks: unknown): PublicJwk[] {
  const { keys = [jwks] } = Object(jwks) as { keys?: unknown };
  return (Array.isArray(keys) ? keys : []).flatMap((key: unknown): PublicJwk[] => {
    const { kid, x, crv } = Object(key) as Record<string, unknown>;
    return crv === 'Ed25519' && typeof kid === 'string' && typeof x === 'string' ? [{ kid, x }] : [];
  });
}

function objectOf(part: string): Record<string, unknown> | null {
  const bytes = fromBase64url(part);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? undefined));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
