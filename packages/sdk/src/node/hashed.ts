import { hexOf } from '../ids.ts';

const HASHED = /^[0-9a-f]{64}$/;

/** SHA-256 in small hexadecimal digits; what is that already is taken as it is. */
export async function hashed(raw: string, normalise: (raw: string) => string | null): Promise<string | null> {
  if (HASHED.test(raw)) return raw;
  const text = normalise(raw);
  if (text === null) return null;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return hexOf(new Uint8Array(digest));
}
