import { readFileSync } from 'node:fs';

/** One case of vectors/hashing.json. */
export interface Address {
  kind: 'email' | 'phone';
  profile: 'meta' | 'google';
  raw: string;
  defaultCountryCode?: string;
  normalised: string;
  sha256: string;
}

export const addresses = JSON.parse(
  readFileSync(new URL('./vectors/hashing.json', import.meta.url), 'utf8'),
) as { cases: Address[]; invalid: Address[]; alreadyHashed: { raw: string; expect: string } };
