import { beforeAll, describe, expect, test } from 'vitest';
import { factsOf } from './receipt-facts.ts';
import { checkReceipt } from './signature-check.ts';

const { subtle } = globalThis.crypto;
const text = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEAD = { alg: 'EdDSA', typ: 'sayso-receipt+jwt', kid: 'k1' };
const PAYLOAD = { site: 'shop', method: 'save', at: '2026-11-21T10:00:00Z', note: 'ü' };

let pair: CryptoKeyPair;
let jwks: { keys: object[] };
const sign = async (head: object = HEAD, payload: object = PAYLOAD): Promise<string> => {
  const body = `${text(head)}.${text(payload)}`;
  const signature = await subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(body));
  return `${body}.${Buffer.from(signature).toString('base64url')}`;
};
const check = (jws: string, keys: unknown = jwks, site = 'shop', by: SubtleCrypto | undefined = subtle) =>
  checkReceipt(jws, keys, site, by);

beforeAll(async () => {
  pair = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  jwks = {
    keys: [{ ...(await subtle.exportKey('jwk', pair.publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' }],
  };
});

test('a receipt that the collector signed is right', async () => {
  const jws = await sign();
  expect(await check(jws)).toBe('right');
  expect(factsOf(jws)).toMatchObject({ method: 'save', note: 'ü' });
});

describe('it is wrong', () => {
  test('with one word changed', async () => {
    const [head, , signature] = (await sign()).split('.');
    expect(await check(`${head}.${text({ ...PAYLOAD, method: 'accept-all' })}.${signature}`)).toBe('wrong');
  });

  test('with another key, or none', async () => {
    const other = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const key = { ...(await subtle.exportKey('jwk', other.publicKey)), kid: 'k1' };
    expect(await check(await sign(), { keys: [key] })).toBe('wrong');
    expect(await check(await sign(), { keys: [] })).toBe('wrong');
    expect(await check(await sign(), null)).toBe('wrong');
  });

  test.each([
    ['of another site', {}, { site: 'other' }],
    ['of another kind', { typ: 'sayso-policy+jwt' }, {}],
    ['that names another algorithm', { alg: 'none' }, {}],
  ])('%s', async (_what, head, payload) =>
    expect(await check(await sign({ ...HEAD, ...head }, { ...PAYLOAD, ...payload }))).toBe('wrong'),
  );

  test.each(['', '.', 'a.b.c', 'not a receipt', '..'])('if it is none: %j', async (jws) => {
    expect(await check(jws)).toBe('wrong');
    expect(factsOf(jws)).toEqual({});
  });
});

describe('it is neither right nor wrong', () => {
  test('where the page may not check, as on plain http', async () =>
    expect(await check(await sign(), jwks, 'shop', null as unknown as undefined)).toBe('unable'));

  test('where the browser does not know the kind of key', async () => {
    const old = {
      importKey: () => Promise.reject(Object.assign(new Error('no'), { name: 'NotSupportedError' })),
    } as unknown as SubtleCrypto;
    expect(await check(await sign(), jwks, 'shop', old)).toBe('unable');
  });
});
