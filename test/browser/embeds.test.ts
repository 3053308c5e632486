import { describe, expect, test } from 'vitest';
import { askedOthers, loaded, ran, scene, withPage } from './embeds-scene.ts';
import { until } from './visitor.ts';

describe('scripts that wait', () => {
  test('run in the order of the document after a yes, whatever their kind, and not before', () =>
    withPage('/kinds', async (visitor) => {
      await loaded(visitor);
      expect(await ran(visitor)).toEqual(['needed']);
      expect(askedOthers(visitor)).toEqual([]);
      await visitor.act('accept-all');
      await until(async () => (await ran(visitor)).includes('module-src'), 'the last');
      const order = (await ran(visitor)).filter((name) => name !== 'async' && name !== 'needed');
      expect(order).toEqual(['1', '2', '3', '4', 'defer', 'module', 'module-src']);
      expect(await ran(visitor)).toContain('async');
      // `integrity` was carried over: what does not match it does not run.
      expect(askedOthers(visitor).some((url) => url.includes('n=5'))).toBe(true);
    }));

  test('that name a purpose the policy does not have never run, and say so', async () => {
    const visitor = await scene.visit();
    const said: string[] = [];
    visitor.page.on('console', (message) => said.push(message.text()));
    await visitor.open('/kinds');
    await visitor.act('accept-all');
    await until(async () => (await ran(visitor)).includes('module-src'), 'the last');
    expect(await ran(visitor)).not.toContain('unknown');
    expect(await ran(visitor)).not.toContain('empty');
    expect(said.join()).toContain('the policy has no purpose "typo"');
    await visitor.close();
  });

  test('run only when all their purposes are allowed', () =>
    withPage('/kinds', async (visitor) => {
      await visitor.openPreferences();
      await visitor.page.getByRole('switch', { name: 'Marketing' }).click();
      await visitor.act('save');
      await until(async () => (await ran(visitor)).includes('module-src'), 'the last');
      expect(await ran(visitor)).not.toContain('4');
    }));

  test('run once each, also when they come later', () =>
    withPage('/empty', async (visitor) => {
      const { page } = visitor;
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.type = 'text/plain';
        script.dataset.purpose = 'marketing';
        script.text = '(window.ran ??= []).push("later")';
        document.body.append(script);
        // As frameworks make them: a browser would never run it.
        document.body.insertAdjacentHTML(
          'beforeend',
          '<script type="text/plain" data-purpose="marketing">ran.push("markup")</script>',
        );
      });
      await loaded(visitor);
      expect(await ran(visitor)).toEqual([]);
      await visitor.act('accept-all');
      await until(async () => (await ran(visitor)).length === 2, 'both');
      await page.evaluate(() => {
        for (const script of document.querySelectorAll('[data-purpose]')) document.body.append(script);
      });
      await page.waitForTimeout(300);
      expect(await ran(visitor)).toEqual(['later', 'markup']);
    }));

  test('and a page that answers every change with one of its own do not go on without end', () =>
    withPage('/empty', async (visitor) => {
      const { page } = visitor;
      await visitor.act('accept-all');
      await page.evaluate(() => {
        const add = (): void => {
          const script = document.createElement('script');
          script.type = 'text/plain';
          script.dataset.purpose = 'marketing';
          script.text = '(window.ran ??= []).push("again")';
          document.body.append(script);
        };
        new MutationObserver((records) => {
          if (records.some(({ removedNodes }) => removedNodes.length)) add();
        }).observe(document.body, { childList: true });
        add();
      });
      await until(async () => (await ran(visitor)).length >= 50, 'fifty', 20_000);
      await page.waitForTimeout(500);
      expect(await ran(visitor)).toHaveLength(50);
    }));
});

describe('page code', () => {
  test('that flips the purpose, tells of a consent that nobody gave, or clicks itself runs nothing early', () =>
    withPage('/kinds', async (visitor) => {
      const { page } = visitor;
      await loaded(visitor);
      await page.evaluate(() => {
        for (const script of document.querySelectorAll<HTMLElement>('[data-purpose~="marketing"]')) {
          script.dataset.purpose = 'necessary';
        }
        const detail = {
          allowed: { marketing: true, analytics: true },
          choice: { purposes: { marketing: true } },
        };
        document.dispatchEvent(new CustomEvent('sayso:consent', { detail }));
        Object.assign(Object.prototype, { marketing: true, analytics: true });
        document.dispatchEvent(new CustomEvent('sayso:consent', { detail }));
      });
      await page.waitForTimeout(300);
      expect(await ran(visitor)).toEqual(['needed']);
      expect(askedOthers(visitor)).toEqual([]);
    }));

  test('that clicks the button of a placeholder loads nothing', () =>
    withPage('/frame', async (visitor) => {
      const { page } = visitor;
      await page.frameLocator('#video').getByRole('button', { name: 'Load only this' }).waitFor();
      await page.evaluate(() => {
        const inside = document.querySelector('iframe')?.contentDocument;
        inside?.querySelector<HTMLElement>('[data-action="load-once"]')?.click();
        inside
          ?.querySelector('[data-action="load-once"]')
          ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      });
      await page.waitForTimeout(300);
      expect(askedOthers(visitor)).toEqual([]);
    }));
});

describe('under a strict content security policy', () => {
  test("scripts with the page's nonce run, and markup that somebody slipped in does not", () =>
    withPage('/strict', async (visitor) => {
      await visitor.act('accept-all');
      await visitor.page.frameLocator('#video').getByRole('button', { name: 'Play' }).waitFor();
      await visitor.page.waitForTimeout(300);
      expect((await ran(visitor)).sort()).toEqual(['mine', 'mine-src']);
      expect(askedOthers(visitor).join()).not.toContain('slipped');
    }));

  test('placeholders have their style', () =>
    withPage('/strict', async (visitor) => {
      const button = visitor.page.frameLocator('#video').getByRole('button', { name: 'Load only this' });
      expect(await button.evaluate((element) => getComputedStyle(element).minHeight)).toBe('44px');
    }));

  test('Trusted Types may be enforced without a policy for us', () =>
    withPage('/trusted', async (visitor) => {
      await visitor.act('accept-all');
      await until(async () => (await ran(visitor)).length === 3, 'all');
      expect(await ran(visitor)).toEqual(['first', 'second', 'third']);
    }));
});
