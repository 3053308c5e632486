import { describe, expect, test } from 'vitest';
import { BUNDLES, policy, run, textOf } from '../test/script-samples.ts';
import { createScripts, type ScriptAnswer } from './script.ts';

describe('the preferences', () => {
  const scripts = createScripts(BUNDLES);

  test('are a file that never changes, under a name made of its content', async () => {
    const { assets } = run(textOf(await scripts.script({ site: 'shop', policy: policy() })));
    const name = `${String(assets).replace('/assets/', '')}preferences.js`;
    const answer = await scripts.asset(name, {});
    expect(answer && textOf(answer)).toBe(BUNDLES.assets.preferences);
    expect(answer?.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'content-type': 'text/javascript; charset=utf-8',
    });
    await expect(
      createScripts({ ...BUNDLES, assets: { ...BUNDLES.assets, preferences: 'other' } }).asset(name, {}),
    ).resolves.toBeNull();
  });

  test.each(['preferences.js', '', '../script.js', '0000000000000000/preferences.js'])(
    'there is no file %s',
    async (name) => expect(await scripts.asset(name, {})).toBeNull(),
  );
});

describe('the languages', () => {
  const assets = { ...BUNDLES.assets, 'text.fr': '/* French */', 'text.zh-Hant': '/* Chinese */' };
  const scripts = createScripts({ ...BUNDLES, assets });
  const file = async (name: string): Promise<ScriptAnswer | null> => {
    const { assets: folder } = run(textOf(await scripts.script({ site: 'shop', policy: policy() })));
    return scripts.asset(`${String(folder).replace('/assets/', '')}${name}`, {});
  };
  const code = async (tag: string): Promise<string> => {
    const answer = await file(`text.${tag}.js`);
    return answer ? textOf(answer) : '';
  };

  test('of the site are inside the script, English among them, so that the banner needs no second request', async () => {
    const french = { ...policy(), hash: 'fr' };
    french.document = { ...french.document, texts: { 'fr-CA': { title: 'Bonjour' } } };
    const config = run(textOf(await scripts.script({ site: 'shop', policy: french })));
    expect(config).toMatchObject({
      policy: { texts: { fr: { title: 'Bonjour' } } },
      languages: [
        { locale: 'fr', words: { accept: 'Tout accepter' } },
        { locale: 'en', words: { accept: 'Accept all' } },
      ],
    });
  });

  test('beyond the site’s own are files that never change, found by any tag of the language', async () => {
    expect(await code('fr')).toBe('/* French */');
    expect(await code('fr-CA')).toBe('/* French */');
    expect(await code('zh_TW')).toBe('/* Chinese */');
    expect((await file('text.fr.js'))?.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'content-type': 'text/javascript; charset=utf-8',
    });
  });

  test('that there are not are an empty file, so that no console of a store has an error', async () => {
    const empty = await code('eo');
    expect(empty).toMatch(/^\/\/ .*\n$/);
    expect(await code('..')).toBe('');
    expect(await code('x'.repeat(41))).toBe('');
    expect(await scripts.asset('0000000000000000/text.fr.js', {})).toBeNull();
    expect(await scripts.asset('text.fr.js', {})).toBeNull();
  });
});
