export type Coding = 'br' | 'gzip' | 'identity';

/** Smallest first. */
const CODINGS: readonly Coding[] = ['br', 'gzip', 'identity'];

/** The coding to answer in (RFC 9110, section 12.5.3): the one that is preferred, else the smallest. */
export function accepts(header: string | undefined): Coding {
  if (header === undefined) return 'identity';
  const weights = new Map<string, number>();
  for (const part of header.slice(0, 500).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const q = parameters.find((text) => text.startsWith('q='))?.slice(2);
    // A weight that can't be read is none: rather too large than in a coding that was refused.
    const weight = q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 0;
    if (name) weights.set(name === 'x-gzip' ? 'gzip' : name, weight);
  }
  const weightOf = (coding: Coding): number =>
    // Unnamed, `identity` is always there, but never preferred to what was named.
    weights.get(coding) ?? weights.get('*') ?? (coding === 'identity' ? 0.001 : 0);
  // The first of the heaviest. Where even `identity` is refused it is sent all the same: better than nothing.
  const best = CODINGS.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
  return weightOf(best) > 0 ? best : 'identity';
}

/** Whether the browser has this file already (RFC 9110, section 13.1.2; compared weakly). */
export const isMatch = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((given) => given.trim().replace(/^W\//, '') === tag));
