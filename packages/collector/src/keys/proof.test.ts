import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { type AccessKey, newAccessKey } from './access-key.ts';
import { verifyProof } from './proof.ts';

const NOW = Date.UTC(2026, 10, 21);
const HASH = 'a'.repeat(64);
const made = (over: Partial<AccessKey> = {}): { text: string; key: AccessKey } => {
  const { text, key } = newAccessKey(
    { role: 'identity', site: null, expiresAt: null },
    '2026-11-20T00:00:00Z',
  );
  return { text, key: { ...key, ...over } };
};
const sign = (text: string, claims: Record<string, unknown>, alg = 'HS256'): Promise<string> =>
  new SignJWT({ site: 'demo', exp: NOW / 1000 + 60, email_sha256: { meta: HASH }, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(text));

test('a proof by an identity key says who the visitor is', async () => {
  const { text, key } = made();
  const proof = await sign(text, { phone_sha256: { google: HASH } });
  expect(await verifyProof(proof, 'demo', [key], NOW)).toEqual({
    email_sha256: { meta: HASH },
    phone_sha256: { google: HASH },
  });
});

test.each<[string, Partial<AccessKey>]>([
  ['revoked', { revokedAt: '2026-11-20T12:00:00Z' }],
  ['expired', { expiresAt: '2026-11-20T12:00:00Z' }],
  ['for another site', { site: 'other' }],
  ['of another role', { role: 'owner' }],
])('a key that is %s proves nothing', async (_why, over) => {
  const { text, key } = made(over);
  expect(await verifyProof(await sign(text, {}), 'demo', [key], NOW)).toBeNull();
});

test.each<[string, Record<string, unknown>]>([
  ['for another site', { site: 'other' }],
  ['past its end', { exp: NOW / 1000 }],
  ['without an end', { exp: undefined }],
  ['with a plain address', { email_sha256: { meta: 'jane@doe.example' } }],
  ['with an address for nobody known', { email_sha256: { other: HASH } }],
  ['that names nobody', { email_sha256: undefined }],
  ['with something that is no address', { email_sha256: HASH }],
])('a proof %s is none', async (_why, claims) => {
  const { text, key } = made();
  expect(await verifyProof(await sign(text, claims), 'demo', [key], NOW)).toBeNull();
});

test('nothing but HS256 by the key itself is believed', async () => {
  const { text, key } = made();
  const none = `${btoa('{"alg":"none"}').replace(/=/g, '')}.${btoa(JSON.stringify({ site: 'demo' })).replace(/=/g, '')}.`;
  const stranger = await sign(made().text, {});
  for (const proof of [
    none,
    stranger,
    await sign(text, {}, 'HS512'),
    'x',
    7,
    null,
    `${'a'.repeat(5000)}.b.c`,
  ])
    expect(await verifyProof(proof, 'demo', [key], NOW)).toBeNull();
  expect(
    await verifyProof(await sign('', {}).catch(() => 'x'), 'demo', [{ ...key, secret: null }], NOW),
  ).toBeNull();
});
