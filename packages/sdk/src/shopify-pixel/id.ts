/** The namespace of ids made from Shopify's: a UUID that stands for nothing else. */
const NAMESPACE = 'ef064a2d-3259-4680-a893-b60803fbdc4b';

/** A UUID, version 5 (RFC 9562, section 5.5), of a text: the same text always gives the same. */
export function nameId(text: string, namespace = NAMESPACE): string {
  const hex = namespace.replaceAll('-', '').replace(/../g, '%$&');
  const [a = 0, b = 0, c = 0, d = 0] = sha1(`${hex}${encodeURIComponent(text)}`);
  const words = [a, (b & ~0xf000) | 0x5000, (c & 0x3fffffff) | 0x80000000, d];
  return words
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The constants of the first, second, third and last 20 rounds. */
const ROUNDS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

/**
 * SHA-1 (RFC 3174) of percent-encoded bytes, as five words. Version 5 wants it, and no secret depends on it; the sandbox
 * need have neither `crypto` nor a TextEncoder.
 */
function sha1(encoded: string): number[] {
  const words: number[] = [];
  let length = 0;
  const put = (byte: number): void => {
    words[length >> 2] = (words[length >> 2] ?? 0) | (byte << (24 - (length % 4) * 8));
    length++;
  };
  for (const [sign, hex] of encoded.matchAll(/%(..)|./g)) {
    put(hex ? Number.parseInt(hex, 16) : sign.charCodeAt(0));
  }
  const bits = length * 8;
  put(0x80);
  const last = ((length + 7) >> 6) * 16 + 15;
  words[last] = bits;
  const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < last; block += 16) {
    const w = Array.from({ length: 16 }, (_, i) => words[block + i] ?? 0);
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
    for (let i = 0; i < 80; i++) {
      const ago = (by: number): number => w[i - by] ?? 0;
      const word = w[i] ?? turn(ago(3) ^ ago(8) ^ ago(14) ^ ago(16), 1);
      w[i] = word;
      const round = Math.floor(i / 20);
      const mixed = round ? (round === 2 ? (b & c) | (d & (b | c)) : b ^ c ^ d) : (b & c) | (~b & d);
      [a, b, c, d, e] = [(turn(a, 5) + mixed + e + word + (ROUNDS[round] ?? 0)) | 0, a, turn(b, 30), c, d];
    }
    for (const [i, part] of [a, b, c, d, e].entries()) hash[i] = ((hash[i] ?? 0) + part) | 0;
  }
  return hash;
}
