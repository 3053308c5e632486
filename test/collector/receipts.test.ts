import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  COLLECTOR,
  type Collector,
  NO,
  NOTHING,
  POLICY,
  payloadOf,
  SHOP,
  startCollector,
  US,
  YES,
} from './harness.ts';

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const UI = { name: 'sayso-banner', build: '0.1.0', layer: 1, custom: false };

describe('a receipt', () => {
  test('is a JWS that verifies against the published keys, with the fields of the contract and no others', async () => {
    const visitor = collector.visitor();
    const textHash = 'ab'.repeat(32);
    const body = visitor.receipt(
      { analytics: true, marketing: false },
      { locale: 'de-AT', textHash, ui: UI, region: 'DE' },
    );
    const answer = await collector.post('/v1/shop/receipts', body, { headers: { 'sec-gpc': '1' } });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      id: body.id,
      receipt: expect.any(String),
      allowed: { necessary: true, analytics: true, marketing: false },
      effective: true,
    });

    const jwks = await collector.request('/.well-known/jwks.json');
    const verified = await compactVerify(answer.json.receipt, createLocalJWKSet(jwks.json));
    expect(verified.protectedHeader).toEqual({
      alg: 'EdDSA',
      typ: 'sayso-receipt+jwt',
      kid: jwks.json.keys[0].kid,
    });
    const policy = await collector.request('/v1/shop/policy');
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual({
      iss: COLLECTOR,
      log: 'log.example/shop',
      site: 'shop',
      id: body.id,
      salt: expect.stringMatching(/^[\w-]{43}$/),
      sub: visitor.hash,
      policyVersion: 1,
      policyHash: policy.json.hash,
      textHash,
      locale: 'de-AT',
      regime: 'opt-in',
      region: 'DE',
      regionSource: 'page',
      purposes: { analytics: 'granted', marketing: 'denied' },
      basis: 'consent',
      method: 'save',
      ui: UI,
      signals: { gpc: { header: true, page: false }, dnt: false, minor: false },
      at: body.at,
      receivedAt: '2026-11-21T12:00:00.000Z',
      effective: true,
      mmd: 86_400,
      access: {
        policy: `${COLLECTOR}/v1/shop/policies/1`,
        me: `${COLLECTOR}/v1/shop/me`,
        optOut: `${COLLECTOR}/v1/shop/opt-out`,
      },
    });
  });

  test('that was changed in one character does not verify', async () => {
    const { json } = await collector.visitor().say(YES);
    const keys = createLocalJWKSet((await collector.request('/.well-known/jwks.json')).json);
    const [head, payload = '', signature] = json.receipt.split('.');
    const other = `${head}.${payload.slice(0, 50)}${payload[50] === 'A' ? 'B' : 'A'}${payload.slice(51)}.${signature}`;
    await expect(compactVerify(other, keys)).rejects.toThrow();
  });

  test('never holds the subject, whose hash is SHA-256 over its 22 characters', async () => {
    const visitor = collector.visitor();
    const { json } = await visitor.say(YES);
    const payload = JSON.stringify(payloadOf(json.receipt));
    expect(payload).not.toContain(visitor.subject);
    expect(payload).toContain(createHash('sha256').update(visitor.subject, 'ascii').digest('base64url'));
  });

  test('has another salt each time, so that nobody can guess its hash in the log', async () => {
    const salts = await Promise.all(
      [1, 2, 3].map(async () => payloadOf((await collector.visitor().say(NO)).json.receipt).salt),
    );
    expect(new Set(salts).size).toBe(3);
  });

  test('of a refusal needs no subject, and names none', async () => {
    const visitor = collector.visitor();
    const { subject: _, ...body } = visitor.receipt(NO);
    const { status, json } = await collector.post('/v1/shop/receipts', body);
    expect(status).toBe(201);
    expect(payloadOf(json.receipt)).toMatchObject({
      sub: null,
      purposes: { analytics: 'denied', marketing: 'denied' },
      basis: 'refusal',
      textHash: null,
      locale: null,
      ui: null,
      region: null,
      regionSource: 'unknown',
    });
    expect((await visitor.me()).status).toBe(404);
  });

  test('without a subject claims nothing on what was left open', async () => {
    const visitor = collector.visitor();
    const { subject: _, ...body } = visitor.receipt(
      { analytics: null, marketing: false },
      { ...US, method: 'opt-out' },
    );
    const { json } = await collector.post('/v1/shop/receipts', body);
    expect(payloadOf(json.receipt)).toMatchObject({ purposes: { marketing: 'denied' }, basis: 'refusal' });
    expect(payloadOf(json.receipt).purposes).not.toHaveProperty('analytics');
  });

  test('of the default says that nobody objected, and what that allows', async () => {
    const { json } = await collector.visitor().say(NOTHING, { ...US, method: 'default' });
    expect(payloadOf(json.receipt)).toMatchObject({
      regime: 'opt-out',
      purposes: { analytics: 'granted', marketing: 'granted' },
      basis: 'no-objection',
      method: 'default',
    });
  });

  test('beside a consent claims none for what was left open', async () => {
    const { json } = await collector.visitor().say({ analytics: true, marketing: null }, US);
    const { purposes, basis } = payloadOf(json.receipt);
    expect(purposes).toEqual({ analytics: 'granted' });
    expect(basis).toBe('consent');
  });

  test('shows why the store took it on itself to be looser than the law', async () => {
    const own = await startCollector({ policy: null });
    await own.publish(POLICY, { ownRisk: 'counsel said so' });
    const { json } = await own.visitor().say(NO);
    expect(payloadOf(json.receipt)).toMatchObject({ ownRisk: 'counsel said so' });
    await own.close();
  });
});

describe('the body of a receipt', () => {
  const invalid: [string, object, string][] = [
    ['an id that is no UUID', { id: 'mine' }, 'id'],
    ['a subject of another length', { subject: 'short' }, 'subject'],
    ['a purpose that is left out', { purposes: { analytics: true } }, 'purposes.marketing'],
    ['a purpose that the version does not have', { purposes: { ...YES, spying: true } }, 'purposes'],
    ['a word that is none', { purposes: { ...YES, analytics: 'yes' } }, 'purposes'],
    [
      'nothing said where the regime is opt-in',
      { purposes: { analytics: true, marketing: null } },
      'purposes.marketing',
    ],
    ['a yes on what is always on', { purposes: { ...YES, necessary: true } }, 'purposes'],
    ['a method that is none', { method: 'guess' }, 'method'],
    ['a time without a zone', { at: '2026-11-21T12:00:00' }, 'at'],
    ['a time beyond what RFC 3339 can say in UTC', { at: '9999-12-31T23:59:59-01:00' }, 'at'],
    ['a version that is no number', { policyVersion: '1' }, 'policyVersion'],
    ['a yes without a subject', { subject: undefined }, 'subject'],
    ['a default where the regime is opt-in', { method: 'default' }, 'method'],
    ['a hash of texts that is none', { textHash: 'x' }, 'textHash'],
    ['times of words that are none', { since: { analytics: 'yesterday' } }, 'since'],
  ];
  test.each(invalid)('with %s is refused with 422 and the place', async (_what, over, path) => {
    const body = { ...collector.visitor().receipt(YES), ...over };
    const { status, json } = await collector.post('/v1/shop/receipts', body);
    expect([status, json.code]).toEqual([422, 'invalid']);
    expect(json.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  test('may name a bare gpc, whatever its signals say beside', async () => {
    for (const more of [{ gpc: true }, { gpc: true, signals: { gpc: false, dnt: true } }]) {
      const { json } = await collector.post('/v1/shop/receipts', {
        ...collector.visitor().receipt(YES),
        ...more,
      });
      expect(payloadOf(json.receipt).signals.gpc).toEqual({ header: false, page: true });
    }
  });

  test('with a locale or region that is none is taken without it: a choice is not lost for that', async () => {
    for (const odd of [
      { locale: '<script>', region: 'Bavaria' },
      { locale: 7, region: '\ud800' },
    ]) {
      const { status, json } = await collector.post('/v1/shop/receipts', {
        ...collector.visitor().receipt(YES),
        ...odd,
      });
      expect(status).toBe(201);
      expect(payloadOf(json.receipt)).toMatchObject({
        locale: null,
        region: null,
        regionSource: 'unknown',
        regime: 'opt-in',
      });
    }
  });

  test('without the words of the current version is refused only if it asks for a yes', async () => {
    const { status } = await collector.visitor().say({}, { method: 'save' });
    expect(status).toBe(422);
  });
});

test('the site that a receipt is for is the one that was asked', async () => {
  await collector.addSite('other', POLICY);
  const visitor = collector.visitor(0, 'other');
  const { json } = await visitor.say(YES, {}, { headers: { origin: SHOP } });
  expect(payloadOf(json.receipt)).toMatchObject({ site: 'other', log: 'log.example/other' });
  expect(
    (await collector.request('/v1/shop/me', { headers: { authorization: `Bearer ${visitor.subject}` } }))
      .status,
  ).toBe(404);
});
