import { generateKeyPairSync, verify } from 'node:crypto';
import { linkSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet, importJWK } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSigningKeys, rotateSigningKey } from './signing.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sayso-signing-'));
});
afterEach(() => rmSync(data, { recursive: true }));

test('the first start makes a key that only its owner may read; the next start signs with the same', async () => {
  const { kid } = await openSigningKeys(data);
  expect(statSync(join(data, 'signing.key')).mode & 0o777).toBe(0o600);
  expect((await openSigningKeys(data)).kid).toBe(kid);
});

test('two first starts at once sign with the same key', async () => {
  const [one, two] = await Promise.all([openSigningKeys(data), openSigningKeys(data)]);
  expect(one.kid).toBe(two.kid);
});

test('a signature says algorithm, type and key, and nothing else, and verifies with the public key', async () => {
  const keys = await openSigningKeys(data);
  const jws = await keys.sign('sayso-receipt+jwt', { id: 'é' });
  const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(keys.jwks()));
  expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'sayso-receipt+jwt', kid: keys.kid });
  expect(new TextDecoder().decode(payload)).toBe('{"id":"é"}');
  const [head, body, signature] = jws.split('.') as [string, string, string];
  const forged = `${head}.${body.slice(0, -1)}${body.endsWith('Q') ? 'g' : 'Q'}.${signature}`;
  await expect(compactVerify(forged, createLocalJWKSet(keys.jwks()))).rejects.toThrow();
  // Ed25519 as Node does it, without the library that signed.
  const key = { key: keys.jwks().keys[0] as Record<string, string>, format: 'jwk' } as const;
  expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
});

test('the published key has no private part, and its id is its thumbprint', async () => {
  const keys = await openSigningKeys(data);
  const [jwk] = keys.jwks().keys;
  expect(Object.keys(jwk!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  expect(await calculateJwkThumbprint(jwk!)).toBe(keys.kid);
});

test('a key that no longer signs is still published', async () => {
  const old = await openSigningKeys(data);
  const jws = await old.sign('t', {});
  renameSync(join(data, 'signing.key'), join(data, 'signing-2026.key'));
  const now = await openSigningKeys(data);
  expect(now.kid).not.toBe(old.kid);
  expect(now.jwks().keys.map((k) => k.kid)).toEqual([now.kid, old.kid]);
  await expect(compactVerify(jws, createLocalJWKSet(now.jwks()))).resolves.toBeDefined();
  await expect(compactVerify(jws, await importJWK(now.jwks().keys[0]!, 'EdDSA'))).rejects.toThrow();
});

test('a file that holds no Ed25519 key stops the start', async () => {
  const path = join(data, 'signing.key');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  for (const content of ['', 'garbage', rsa.export({ type: 'pkcs8', format: 'pem' })]) {
    writeFileSync(path, content);
    await expect(openSigningKeys(data)).rejects.toThrow(/signing\.key does not hold an Ed25519/);
  }
});

test('after a rotation a running collector signs with the new key, and publishes both', async () => {
  const keys = await openSigningKeys(data);
  const old = keys.kid;
  const before = await keys.sign('t', {});
  const kid = rotateSigningKey(data, '2026-11-21T10:00:00Z');
  expect(kid).not.toBe(old);
  await expect.poll(() => keys.kid, { timeout: 200, interval: 10 }).toBe(kid);
  const after = await keys.sign('t', {});
  expect(keys.jwks().keys.map((jwk) => jwk.kid)).toEqual([kid, old]);
  for (const jws of [before, after]) await compactVerify(jws, createLocalJWKSet(keys.jwks()));
  expect((await openSigningKeys(data)).jwks().keys.map((jwk) => jwk.kid)).toEqual([kid, old]);
  rotateSigningKey(data, '2026-11-21T10:00:00Z');
  expect((await openSigningKeys(data)).jwks().keys).toHaveLength(3);
});

test('while a rotation is half done, the key that is there signs', async () => {
  const keys = await openSigningKeys(data);
  linkSync(join(data, 'signing.key'), join(data, 'signing-20261121-x.key'));
  const again = await openSigningKeys(data);
  expect(again.jwks().keys.map((jwk) => jwk.kid)).toEqual([keys.kid]);
});
