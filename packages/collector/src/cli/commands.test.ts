import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeIo } from '../../test/io.ts';
import { openStore } from '../store/open.ts';
import { demoPolicy } from './demo.ts';
import { main } from './main.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string, more: Parameters<typeof fakeIo>[0] = {}) => {
  const io = fakeIo({ env: { SAYSO_DATA: join(folder, 'data') }, ...more });
  const code = await main(line.split(' '), io);
  return { code, out: io.said.join('\n'), err: io.warned.join('\n') };
};
const make = () => run('site create shop --origin https://shop.example --log-origin collector.example');
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
};
const demo = (more: object = {}): Record<string, unknown> => ({ ...(demoPolicy() as object), ...more });

describe('a site', () => {
  test('is made once, and listed with its policy and its origins', async () => {
    expect(await make()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Made the site shop/),
      err: '',
    });
    expect(await make()).toMatchObject({ code: 1, err: 'sayso: The site shop is there already.' });
    expect(await run('site list')).toMatchObject({ code: 0, out: 'shop  no policy  https://shop.example' });
    await run(`policy publish shop ${file('p.json', demo())}`);
    expect(await run('site list')).toMatchObject({ out: 'shop  policy 1  https://shop.example' });
  });

  test('with several origins, http and null says what that means', async () => {
    const line = 'site create two --origin https://a.example --origin http://b.example --allow-null-origin';
    expect(await run(line)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/http:\/\/b\.example is not https(.|\n)*localhost\/two for good/),
    });
    expect(await run('site list')).toMatchObject({
      out: 'two  no policy  https://a.example  http://b.example  null',
    });
  });

  test('is not looked for in a folder that is not there, and no folder is made by looking', async () => {
    for (const line of ['site list', 'verify --log shop', 'verify --log shop', 'site list']) {
      expect(await run(`${line} --data ${join(folder, 'typo')}`)).toMatchObject({
        code: 69,
        err: expect.stringMatching(/There is no data in .*typo/),
      });
    }
  });

  test('can not be made where data can not be kept', async () => {
    const line = `site create shop --origin https://a.example --data ${file('taken', 'x')}`;
    expect(await run(line)).toMatchObject({ code: 69, err: expect.stringMatching(/not a folder/) });
  });
});

describe('a policy file', () => {
  test('that is fine is called so', async () =>
    expect(await run(`policy check ${file('p.json', demo())}`)).toEqual({
      code: 0,
      out: expect.stringMatching(/fine\. 4 purposes, opt-in by default, words in en, de\.$/),
      err: '',
    }));

  test('is refused with file, line, path and reason', async () => {
    const text = JSON.stringify(demo({ ask: { grantedDays: 180, refusedDays: 0 } }), null, 2);
    const path = file('p.json', text);
    const line = text.split('\n').findIndex((row) => row.includes('refusedDays')) + 1;
    expect(await run(`policy check ${path}`)).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining(`${path}:${line}: ask.refusedDays: `),
    });
  });

  test('may be YAML', async () => {
    const yaml =
      'controller: {name: A, contact: B, privacyPolicyUrl: /p}\npurposes:\n  - id: stats\n    retentionDays: 1\nregimes: {default: opt-in}\n';
    expect(await run(`policy check ${file('p.yaml', yaml)}`)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/stats has no name in any language/),
    });
    expect(await run(`policy check ${file('q.yaml', yaml.replace('opt-in', 'none'))}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/q\.yaml:5: regimes\.default: expected one of/),
    });
  });

  test('that can not be read ends with 74', async () =>
    expect(await run(`policy check ${join(folder, 'none.json')}`)).toMatchObject({
      code: 74,
      err: expect.stringMatching(/can't be read: ENOENT/),
    }));

  test('that asks for what this version can not do is refused', async () =>
    expect(await run(`policy check ${file('p.json', demo({ cookieDomain: 'shop.example' }))}`)).toMatchObject(
      {
        code: 1,
        err: expect.stringMatching(/cookieDomain: not supported yet/),
      },
    ));
});

describe('a policy that is looser than the law table', () => {
  beforeEach(make);
  const loose = () => demo({ regimes: { default: 'opt-in', US: 'notice', JP: 'notice' } });

  test('is refused by check and publish, with line, region, law, policy and source', async () => {
    const path = file('p.json', loose());
    for (const command of [`policy check ${path}`, `policy publish shop ${path}`]) {
      const { code, out, err } = await run(command);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(
        /p\.json:\d+: regimes\.US: US-CA \(California\): the law asks for opt-out, the policy says notice\. .*1798\.120.*https:/,
      );
      expect(err).toMatch(/looser-than-law: 22 points.*--own-risk REASON/);
      expect(err).not.toMatch(/US-WY|JP/);
    }
    expect(await run('site list')).toMatchObject({ out: expect.stringMatching(/no policy/) });
  });

  test('is published with a reason, and told what it is looser in', async () => {
    const io = fakeIo({ env: { SAYSO_DATA: join(folder, 'data') } });
    const words = ['policy', 'publish', 'shop', file('p.json', loose()), '--own-risk', ' only in Wyoming '];
    expect(await main(words, io)).toBe(0);
    expect(io.warned.join('\n')).toMatch(/warning: at your own risk: .*US-CA/);
    const { store } = await openStore({ data: join(folder, 'data') });
    const [policy] = (await (await store.site('shop'))?.policies()) ?? [];
    await store.close();
    expect(policy?.ownRisk).toBe('only in Wyoming');
    const check = ['policy', 'check', file('p.json', loose()), '--own-risk', 'x'];
    expect(await main(check, fakeIo({}))).toBe(0);
  });

  test('by a law that is enacted is told of it ahead', async () => {
    const regimes = { default: 'opt-in', 'US-LA': 'notice', IN: 'notice' };
    const { code, err } = await run(`policy check ${file('p.json', demo({ regimes }))}`);
    expect(code).toBe(0);
    expect(err).toMatch(/warning: .*regimes\.US-LA: from 2027-01-01: .*opt-out/);
    expect(err).toMatch(/warning: .*regimes\.IN: from 2027-05-13: .*opt-in/);
  });
});

describe('publishing', () => {
  beforeEach(make);

  test('tells version, day and why visitors are asked again, and the difference can be shown', async () => {
    const first = await run(`policy publish shop ${file('p.json', demo())}`);
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Published version 1 .*\nIt is in effect now\.$/),
    });
    const regimes = { default: 'opt-in', US: 'opt-out', JP: 'notice', CA: 'opt-out', 'CA-QC': 'opt-in' };
    expect(await run(`policy publish shop ${file('q.json', demo({ regimes }))}`)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /version 2(.|\n)*takes effect on 2026-12-21, in 30 days(.|\n)*asked again: a looser regime in CA \(opt-in → opt-out\)\./,
      ),
    });
    expect(await run('policy diff shop 1 2')).toMatchObject({
      code: 0,
      out: '+ regimes › CA: "opt-out" (material: a looser regime in CA (opt-in → opt-out))\n+ regimes › CA-QC: "opt-in"',
    });
    expect(await run('policy diff shop 1 1')).toMatchObject({
      code: 0,
      out: 'Versions 1 and 1 say the same.',
    });
    expect(await run('policy diff shop 1 7')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/it has 1 to 2/),
    });
  });

  test('for an earlier day than the policy promises is done with a warning', async () => {
    await run(`policy publish shop ${file('p.json', demo())}`);
    const regimes = { default: 'opt-in', US: 'opt-out', JP: 'notice', CH: 'opt-out' };
    const line = `policy publish shop ${file('q.json', demo({ regimes }))} --effective 2026-11-22`;
    expect(await run(line)).toMatchObject({ code: 0, err: expect.stringMatching(/sooner than the 30 days/) });
  });

  test('keeps the reason of an own risk', async () => {
    const io = fakeIo({ env: { SAYSO_DATA: join(folder, 'data') } });
    const path = file('p.json', demo());
    expect(await main(['policy', 'publish', 'shop', path, '--own-risk', ' we asked a lawyer '], io)).toBe(0);
    const { store } = await openStore({ data: join(folder, 'data') });
    const [policy] = (await (await store.site('shop'))?.policies()) ?? [];
    await store.close();
    expect(policy?.ownRisk).toBe('we asked a lawyer');
  });

  test.each([
    ['policy publish shpo F', 1, /did you mean shop\?/],
    ['policy publish shop F --effective 2020-01-01', 1, /--effective: 2020-01-01 is past/],
    ['policy publish shop F --own-risk=', 2, /--own-risk needs a reason/],
  ])('%s ends with %d', async (line, code, message) => {
    const path = file('p.json', demo());
    expect(await run(line.replace('F', path))).toMatchObject({ code, err: expect.stringMatching(message) });
  });

  test('works beside a running collector, which sees it', async () => {
    const { store } = await openStore({ data: join(folder, 'data') });
    try {
      const site = await store.site('shop');
      expect(await site?.policies()).toEqual([]);
      expect(await run(`policy publish shop ${file('p.json', demo())}`)).toMatchObject({ code: 0 });
      await expect.poll(() => site?.policies(), { timeout: 1_000 }).toHaveLength(1);
    } finally {
      await store.close();
    }
  });
});
