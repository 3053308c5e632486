import { RECEIPT_TYP } from '@sayso/protocol';
import { bytesOf, factsOf } from './receipt-facts.ts';

/** `unable`: this browser can't check such signatures, or not on this page. */
export type Verdict = 'right' | 'wrong' | 'unable';

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
  // One value, one text: else the last character could be another.
  if (!isExact(signature)) return 'wrong';
  return subtle
    .verify('Ed25519', key, bytesOf(signature), signed)
    .then((right) => (right ? 'right' : 'wrong'))
    .catch(() => 'wrong');
}

/** 64 bytes are 86 characters, of the last of which only two bits count. */
const isExact = (signature = ''): boolean => /^[\w-]{85}[AQgw]$/.test(signature);
