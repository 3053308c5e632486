import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedStore, openStore } from '../store/open.ts';
import type { SiteStore } from '../store/port.ts';
import { browserPolicy, publishedDocument } from './public.ts';
import { checkPolicy, publishPolicy } from './publish.ts';

const T = Date.UTC(2026, 10, 21, 12);
const given = (more: object = {}): Record<string, unknown> => ({
  $schema: 'https://example.org/policy.schema.json',
  controller: { name: 'Demo', contact: 'privacy@demo.example', privacyPolicyUrl: '/privacy' },
  purposes: [{ id: 'analytics', events: ['click'] }],
  regimes: { default: 'opt-in' },
  promises: [{ id: 'a', text: { en: 'A' }, check: { kind: 'statement' } }],
  ...more,
});

let folder: string;
let opened: OpenedStore;
let site: SiteStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-publish-'));
  opened = await openStore({ data: folder });
  await opened.store.createSite({
    id: 'shop',
    origins: ['https://shop.example'],
    allowNullOrigin: false,
    logOrigin: 'collector.example/shop',
    createdAt: '2026-11-01T00:00:00.000Z',
  });
  site = (await opened.store.site('shop')) as SiteStore;
});
afterAll(async () => {
  await opened.store.close();
  rmSync(folder, { recursive: true });
});

test('a version is published with a signed statement, and read back as it was written', async () => {
  const signed: string[] = [];
  const sign = async (typ: string, payload: object): Promise<string> => {
    const jws = await opened.signing.sign(typ, payload);
    signed.push(jws);
    return jws;
  };
  const plan = await publishPolicy(site, sign, given(), {}, T);
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors));
  const [kept] = await site.policies();
  expect(kept).toEqual(plan.policy);
  expect(decodeProtectedHeader(signed[0] ?? '')).toMatchObject({ alg: 'EdDSA', typ: 'sayso-policy+jwt' });
  expect(decodeJwt(signed[0] ?? '')).toEqual({
    iss: 'collector.example',
    log: 'collector.example/shop',
    site: 'shop',
    version: 1,
    hash: plan.policy.hash,
    publishedAt: '2026-11-21T12:00:00.000Z',
    effectiveAt: '2026-11-21T12:00:00.000Z',
    materialSince: 1,
  });
  expect(publishedDocument('shop', plan.policy)).toEqual({
    ...given(),
    site: 'shop',
    version: 1,
    hash: plan.policy.hash,
    publishedAt: '2026-11-21T12:00:00.000Z',
    effectiveAt: '2026-11-21T12:00:00.000Z',
    materialSince: 1,
  });
});

test('a page is given the rules and the words, and nothing of storage or promises', async () => {
  const [kept] = await site.policies();
  expect(kept && Object.keys(browserPolicy('shop', kept)).sort()).toEqual(
    'ask capture controller materialSince purposes regimes region signals site texts version'.split(' '),
  );
});

describe('nothing is published', () => {
  test.each<[string, unknown, object, string]>([
    ['of a document that is none', given({ purposes: [] }), {}, 'purposes'],
    ['that holds events before a choice', given({ capture: { hold: true } }), {}, 'capture.hold'],
    ['that shares a cookie', given({ cookieDomain: 'shop.example' }), {}, 'cookieDomain'],
    ['that lets page code grant for no reason', given({ api: { allowed: true } }), {}, 'api.reason'],
    ['for a day that is past', given(), { effective: '2020-01-01' }, 'effective'],
    ['at an own risk without a reason', given(), { ownRisk: ' ' }, 'own-risk'],
    ['at an own risk with an endless one', given(), { ownRisk: 'x'.repeat(501) }, 'own-risk'],
  ])('%s', async (_name, document, options, path) => {
    const before = (await site.policies()).length;
    const answer = await publishPolicy(site, opened.signing.sign, document, options, T);
    expect(answer).toEqual({ code: 'invalid', errors: [{ path, message: expect.any(String) }] });
    expect(await site.policies()).toHaveLength(before);
  });

  test('if the statement cannot be signed', async () => {
    const before = (await site.policies()).length;
    const failing = publishPolicy(site, () => Promise.reject(new Error('no key')), given(), {}, T);
    await expect(failing).rejects.toThrow('no key');
    expect(await site.policies()).toHaveLength(before);
  });
});

test('what is looser than the law is published only with a reason, which history and log repeat', async () => {
  const loose = given({ regimes: { default: 'opt-in', FR: 'notice' } });
  const before = (await site.policies()).length;
  expect(await publishPolicy(site, opened.signing.sign, loose, {}, T)).toEqual({
    code: 'looser-than-law',
    errors: [{ path: 'regimes.FR', message: expect.stringMatching(/^FR \(France\): .*art\. 82/) }],
  });
  expect(await site.policies()).toHaveLength(before);

  let statement = '';
  const sign = async (typ: string, payload: object): Promise<string> => {
    statement = await opened.signing.sign(typ, payload);
    return statement;
  };
  const plan = await publishPolicy(site, sign, loose, { ownRisk: 'counsel said so' }, T);
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors));
  expect(publishedDocument('shop', plan.policy)).toMatchObject({ ownRisk: 'counsel said so' });
  expect(decodeJwt(statement)).toMatchObject({ ownRisk: 'counsel said so' });
});

test('two who publish at the same time get two versions, in order', async () => {
  const before = (await site.policies()).length;
  const plans = await Promise.all(
    [1, 2].map((n) =>
      publishPolicy(site, opened.signing.sign, given({ texts: { en: { title: `${n}` } } }), {}, T),
    ),
  );
  expect(plans.map((plan) => 'policy' in plan && plan.policy.version)).toEqual([before + 1, before + 2]);
});

test('a document that YAML made larger than 64 KiB is refused', () => {
  const texts = { title: 'T', body: 'x'.repeat(1_900) };
  const languages = Array.from(
    { length: 40 },
    (_, i) => `x${String.fromCharCode(97 + (i % 26), 97 + i / 26)}`,
  );
  const document = given({ texts: Object.fromEntries(languages.map((language) => [language, texts])) });
  expect(checkPolicy(document)).toEqual({
    errors: [{ path: '', message: expect.stringMatching(/at most 65536/) }],
  });
});
