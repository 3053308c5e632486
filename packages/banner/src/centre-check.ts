import { RECEIPT_TYP } from '@sayso/protocol';

/** `unable`: this browser can't check such signatures, or not on this page. */
export type Verdict = 'right' | 'wrong' | 'unable';

/** What of a receipt a visitor is shown. */
export interface ReceiptFacts {
  site: string;
  method: string;
  policyVersion: number;
  at: string;
  receivedAt: string;
  effective: boolean;
  purposes: Record<string, 'granted' | 'denied'>;
}

/** The payload of a compact JWS, as it says of itself; an empty object if it is none. */
export function factsOf(jws: string): Partial<ReceiptFacts> {
  try {
    return Object(JSON.parse(new TextDecoder().decode(bytesOf(jws.split('.')[1]))));
  } catch {
    return {};
  }
}

/**
 * Whether one of these keys has signed this receipt of this site (RFC 7515, RFC 8037). It shows that the collector
 * received the claim and that it is unchanged; not that a person made it. Never throws.
 */
export async function checkReceipt(
  jws: string,
  jwks: unknown,
  site: string,
  subtle: SubtleCrypto | undefined,
): Promise<Verdict> {
  const [head = '', payload, signature] = jws.split('.');
  let key: CryptoKey;
  try {
    const { alg, typ, kid } = JSON.parse(new TextDecoder().decode(bytesOf(head)));
    const found: JsonWebKey = Object(jwks).keys.find((one: { kid?: string }) => one.kid === kid);
    const { kty, crv, x } = found;
    if (alg !== 'EdDSA' || typ !== RECEIPT_TYP || crv !== 'Ed25519' || !x) return 'wrong';
    if (factsOf(jws).site !== site) return 'wrong';
    // On plain http there is no `subtle`.
    if (!subtle) return 'unable';
    const jwk = { kty, crv, x } as JsonWebKey;
    key = await subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  } catch (error) {
    return (error as Error).name === 'NotSupportedError' ? 'unable' : 'wrong';
  }
  const signed = new TextEncoder().encode(`${head}.${payload}`);
  return subtle
    .verify('Ed25519', key, bytesOf(signature), signed)
    .then((right) => (right ? 'right' : 'wrong'))
    .catch(() => 'wrong');
}

/** Of base64url without padding. Throws where it is none. */
const bytesOf = (text = ''): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
