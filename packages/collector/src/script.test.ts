import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BUNDLES, NASTY, policy, run, textOf } from '../test/script-samples.ts';
import { createScripts } from './script.ts';
import type { PublishedPolicy } from './store/port.ts';

describe('the script of a site', () => {
  const scripts = createScripts(BUNDLES);

  test("has the site's policy inside, and the address of what is loaded later", async () => {
    const config = run(textOf(await scripts.script({ site: 'shop', policy: policy() })));
    expect(config).toMatchObject({
      policy: { site: 'shop', version: 1, controller: { name: 'Demo' } },
      assets: expect.stringMatching(/^\/assets\/[0-9a-f]{16}\/$/),
    });
    expect(config).not.toHaveProperty('region');
    expect(JSON.stringify(config)).not.toContain('secret-plan');
  });

  test('names a change that is announced, and only then what says so', async () => {
    const coming = { version: 2, effectiveAt: '2026-12-21T00:00:00.000Z' };
    const plain = await scripts.script({ site: 'shop', policy: policy() });
    const told = await scripts.script({ site: 'shop', policy: policy(), coming });
    expect(run(textOf(told))).toMatchObject({ policy: { connections: { announced: coming } } });
    expect(textOf(plain)).not.toContain('announced');
    const later = { ...coming, effectiveAt: '2027-01-01T00:00:00.000Z' };
    const moved = await scripts.script({ site: 'shop', policy: policy(), coming: later });
    expect(new Set([plain, told, moved].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  test('carries any text unharmed, and nothing that ends a script element', async () => {
    const text = textOf(await scripts.script({ site: 'shop', policy: policy(2, NASTY) }));
    expect(text).not.toMatch(/<|\u2028|\u2029/);
    expect(run(text)).toMatchObject({ policy: { texts: { en: { title: NASTY } } } });
  });

  test('may be loaded by any page, and is never taken for another type', async () => {
    expect((await scripts.script({ site: 'shop', policy: policy() })).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=60, stale-while-revalidate=86400',
      vary: 'Accept-Encoding',
    });
  });

  test("with a geo header it is one visitor's own: no shared cache keeps it", async () => {
    const known = await scripts.script({ site: 'shop', policy: policy(), region: 'DE' });
    const unknown = await scripts.script({ site: 'shop', policy: policy(), region: null });
    const odd = await scripts.script({ site: 'shop', policy: policy(), region: '"};alert(1);//' });
    expect([known, unknown, odd].map(({ headers }) => headers['cache-control'])).toEqual(
      Array(3).fill('private, max-age=300'),
    );
    expect([known, unknown, odd].map((answer) => run(textOf(answer)).region)).toEqual([
      'DE',
      undefined,
      undefined,
    ]);
  });

  test('of a site without a policy does nothing', async () => {
    const answer = await scripts.script({ site: 'shop', policy: null });
    expect(answer.status).toBe(200);
    expect(run(textOf(answer))).toEqual({});
    expect(textOf(answer)).toMatch(/^\/\/ .*\n$/);
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is the same file in %s', async (coding, unpack) => {
    const request = { site: 'shop', policy: policy() };
    const packed = await scripts.script({ ...request, acceptEncoding: coding });
    expect(packed.headers['content-encoding']).toBe(coding);
    expect(packed.headers['content-length']).toBe(String(packed.body?.length));
    expect(unpack(packed.body ?? '').toString()).toBe(textOf(await scripts.script(request)));
  });

  test('is not sent again to who has it, and is to who has it in another coding', async () => {
    const request = { site: 'shop', policy: policy(), acceptEncoding: 'br' };
    const { headers } = await scripts.script(request);
    const again = await scripts.script({ ...request, ifNoneMatch: headers.etag });
    expect(again).toMatchObject({ status: 304, body: null, headers: { etag: headers.etag } });
    expect(again.headers).not.toHaveProperty('content-length');
    const plain = await scripts.script({ ...request, acceptEncoding: 'identity', ifNoneMatch: headers.etag });
    expect(plain.status).toBe(200);
  });

  test('is another file after each change: version, site, region, words', async () => {
    const tags = await Promise.all(
      [
        { site: 'shop', policy: policy() },
        { site: 'shop', policy: policy(2) },
        { site: 'other', policy: policy() },
        { site: 'shop', policy: policy(), region: 'DE' },
        { site: 'shop', policy: { ...policy(1, 'Bye'), hash: 'other' } },
      ].map(async (request) => (await scripts.script(request)).headers.etag),
    );
    expect(new Set(tags).size).toBe(5);
  });

  test('is compressed once, however many ask at the same time', async () => {
    const request = { site: 'shop', policy: policy(9), acceptEncoding: 'br' };
    const [one, two] = await Promise.all([scripts.script(request), scripts.script(request)]);
    expect(one.body).toBe(two.body);
    expect((await scripts.script(request)).body).toBe(one.body);
  });

  test('is forgotten when many others were asked for, so that memory has an end', async () => {
    const request = { site: 'shop', policy: policy(), acceptEncoding: 'gzip' };
    const { body } = await scripts.script(request);
    for (let i = 0; i < 300; i++)
      await scripts.script({ ...request, site: `s${i}`, acceptEncoding: undefined });
    const again = await scripts.script(request);
    expect(again.body).not.toBe(body);
    expect(again.body).toEqual(body);
  });
});

describe('what is inside the script of a site', () => {
  const scripts = createScripts(BUNDLES);
  const rich = (): PublishedPolicy => {
    const whole = policy(3);
    whole.document = {
      ...whole.document,
      purposes: [
        { id: 'necessary', always: true },
        {
          id: 'marketing',
          retentionDays: 90,
          cookies: [
            { name: '_fbp', days: 90 },
            { name: '_ga', domain: 'shop.example', days: 1 },
          ],
          recipients: [{ name: 'Receiver Ltd', country: 'US', policyUrl: 'https://www.receiver.example/p' }],
        },
        { id: 'profiling', retentionDays: 1 },
      ],
      texts: {
        en: {
          purposes: {
            necessary: { name: 'Always', description: 'Never asked' },
            marketing: { name: 'Ads', description: 'Show ads', refusal: 'No ads then' },
          },
        },
      },
    };
    return whole;
  };

  test('is only what the first layer and the gate need', async () => {
    const config = run(textOf(await scripts.script({ site: 'shop', policy: rich() })));
    const text = JSON.stringify(config);
    for (const absent of ['Receiver', 'retentionDays', 'privacy@', 'refusal', 'Never asked', 'days"'])
      expect(text).not.toContain(absent);
    expect(config).toMatchObject({
      policy: {
        purposes: [
          { id: 'necessary' },
          // What the audit and the removal of cookies go by.
          { cookies: ['_fbp', { name: '_ga', domain: 'shop.example' }], hosts: ['receiver.example'] },
          { id: 'profiling', separate: true },
        ],
        texts: { en: { purposes: { marketing: { name: 'Ads', description: 'Show ads' } } } },
      },
    });
  });

  test('is said in full by the file of its version, in any text unharmed', async () => {
    const whole = rich();
    whole.document.controller.name = NASTY;
    const answer = await scripts.details({ site: 'shop', policy: whole });
    expect(textOf(answer)).not.toMatch(/<|\u2028|\u2029/);
    const said = new Function(`${textOf(answer).replace('export const', 'const')};return policy;`)();
    expect(said).toMatchObject({
      controller: { name: NASTY, contact: 'privacy@demo.example' },
      purposes: [{}, { retentionDays: 90, recipients: [{ name: 'Receiver Ltd' }] }, {}],
      texts: { en: { purposes: { marketing: { refusal: 'No ads then' } } } },
    });
    expect(textOf(answer)).not.toContain('secret-plan');
  });

  test('of no version is an empty module, which no cache keeps for long', async () => {
    const answer = await scripts.details({ site: 'shop', policy: null });
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'public, max-age=60']);
    expect(textOf(answer)).toMatch(/export \{\};/);
  });
});

test.each(['(() => {})()', '__SAYSO_CONFIG__ __SAYSO_CONFIG__', ''])(
  'a bundle without exactly one place for the settings (%s) stops the start',
  (script) => expect(() => createScripts({ ...BUNDLES, script })).toThrow(/exactly once/),
);
