import { createHash } from 'node:crypto';
import { createProof, normaliseEmail, normalisePhone } from '@sayso/sdk/node';
import { describe, expect, test } from 'vitest';
import { type Address, addresses } from './addresses.ts';

const { cases, invalid, alreadyHashed } = addresses;
const normalise = ({ kind, raw, profile = 'meta', defaultCountryCode }: Address): string | null =>
  kind === 'email' ? normaliseEmail(raw, profile) : normalisePhone(raw, profile, defaultCountryCode);

const claims = async (options: object): Promise<Record<string, unknown>> => {
  const proof = await createProof({ site: 'demo', key: 'sayso_k_test', ...options });
  return JSON.parse(Buffer.from(proof.split('.')[1] ?? '', 'base64url').toString());
};

describe('hashing.json', () => {
  test.each(cases)('$kind $raw for $profile', async (given) => {
    const { kind, profile, raw, defaultCountryCode: countryCode, normalised, sha256 } = given;
    expect(normalise(given)).toBe(normalised);
    expect(createHash('sha256').update(normalised).digest('hex')).toBe(sha256);
    expect(await claims({ [kind]: raw, countryCode })).toMatchObject({
      [`${kind}_sha256`]: { [profile]: sha256 },
    });
  });

  test.each(invalid)('$kind $raw is none, so there is nothing to prove', async (given) => {
    expect(normalise(given)).toBeNull();
    await expect(claims({ [given.kind]: given.raw })).rejects.toThrow(TypeError);
  });

  test('what is hashed already is not hashed twice', async () => {
    expect(await claims({ email: alreadyHashed.raw })).toMatchObject({
      email_sha256: { meta: alreadyHashed.expect, google: alreadyHashed.expect },
    });
  });
});
