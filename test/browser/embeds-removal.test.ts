import { describe, expect, test } from 'vitest';
import { bundle, loaded, other, scene, withPage } from './embeds-scene.ts';
import { publish } from './publish.ts';
import { until, type Visitor } from './visitor.ts';

describe('what a no removes', () => {
  const leave = ({ page }: Visitor): Promise<void> =>
    page.evaluate(() => {
      for (const cookie of [
        '_ga=1',
        '_ga_ABC=1; Path=/a',
        '_ga_kept=1',
        '_fbp=1; Path=/a/b/',
        '_deep=1; Path=/a/b',
        'cart=1',
      ]) {
        document.cookie = cookie;
      }
      localStorage.setItem('_ad1', '1');
      localStorage.setItem('cart', '1');
      sessionStorage.setItem('_an', '1');
    });
  const names = async ({ context }: Visitor): Promise<string[]> =>
    (await context.cookies())
      .map(({ name }) => name)
      .filter((name) => !name.includes('sayso-'))
      .sort();

  test('the listed cookies and storage go on withdrawal, by name and pattern, on every path, and nothing else', () =>
    withPage('/a/b/cups', async (visitor) => {
      const { page } = visitor;
      await visitor.act('accept-all');
      await leave(visitor);
      expect(await names(visitor)).toHaveLength(6);
      await visitor.openPreferences();
      await visitor.act('withdraw');
      await until(async () => (await names(visitor)).length === 2, 'the cookies to go');
      expect(await names(visitor)).toEqual(['_ga_kept', 'cart']);
      expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([
        ['cart'],
        [],
      ]);
      // The policy does not ask for a reload.
      await page.waitForTimeout(1500);
      expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
      expect(
        await page.evaluate(
          () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).type,
        ),
      ).toBe('navigate');
    }));

  test('they go at a first no, and on any later page, without a word stored', () =>
    withPage('/a/b/cups', async (visitor) => {
      await leave(visitor);
      await visitor.act('reject-all');
      await until(async () => (await names(visitor)).length === 2, 'the cookies to go');
      await leave(visitor);
      await visitor.open('/a/b/cups');
      await until(async () => (await names(visitor)).length === 2, 'the cookies to go again');
    }));
});

describe('with another policy', () => {
  test('a page in which nothing waits goes without the file, until something does', async () => {
    await publish(scene.shop, () => {});
    await withPage('/empty', async (visitor) => {
      await visitor.act('reject-all');
      await visitor.page.waitForTimeout(500);
      expect(bundle(visitor)).toEqual([]);
      await visitor.page.evaluate(() => {
        const frame = document.createElement('iframe');
        frame.dataset.purpose = 'marketing';
        frame.dataset.src = '/privacy';
        document.body.append(frame);
      });
      await loaded(visitor);
    });
  });

  test('a withdrawal loads the page anew, once, where the policy says so', async () => {
    await publish(scene.shop, (policy) => Object.assign(policy, { reloadOnWithdraw: true }));
    await withPage('/empty', async (visitor) => {
      const { page } = visitor;
      await visitor.accept();
      const before = visitor.asked.filter((path) => path === 'GET /s/demo.js').length;
      let loads = 0;
      page.on('load', () => loads++);
      await visitor.openPreferences();
      await visitor.act('withdraw');
      // What the centre offers after it is not taken away.
      await page.waitForTimeout(1500);
      expect(loads).toBe(0);
      await page.keyboard.press('Escape');
      await until(() => loads, 'the page to be loaded anew');
      await page.waitForTimeout(2500);
      expect(loads).toBe(1);
      expect(before).toBe(1);
      expect(await page.evaluate(() => window.sayso.consent.get().reasons.marketing)).toBe('denied');
      expect((await visitor.receipts()).map(({ method }) => method)).toEqual(['accept-all', 'withdraw']);
    });
  });
});

describe('the detector', () => {
  test('lists what the policy does not name, what came before its consent, and what does not wait', async () => {
    await publish(scene.shop, (policy) => {
      const marketing = policy.purposes.find(({ id }: { id: string }) => id === 'marketing');
      Object.assign(marketing, {
        cookies: [{ name: '_fbp', path: '/elsewhere' }],
        storage: [],
        hosts: ['localhost'],
      });
    });
    await withPage('/empty', async (visitor) => {
      const { page } = visitor;
      const here = other.replace('127.0.0.1', 'localhost');
      const found = await page.evaluate(async (host) => {
        document.cookie = '_unknown=1';
        localStorage.setItem('_stored', '1');
        await fetch(`${host}/y.js?n=secret`).then((answer) => answer.text());
        await new Promise((noted) => setTimeout(noted, 100));
        const script = document.createElement('script');
        script.dataset.purpose = 'marketing';
        document.body.append(script);
        document.cookie = '_fbp=1';
        return (window.sayso as unknown as { audit(): Promise<Record<string, unknown>[]> }).audit();
      }, here);
      const at = (name: string) => found.find((thing) => thing.name === name);
      expect(at('_unknown')).toEqual({
        kind: 'cookie',
        name: '_unknown',
        problem: 'not-named',
        purposes: [],
      });
      expect(at('_stored')).toMatchObject({ kind: 'localStorage', problem: 'not-named' });
      expect(at('localhost')).toEqual({
        kind: 'request',
        name: 'localhost',
        detail: `${here}/y.js`,
        problem: 'before-consent',
        purposes: ['marketing'],
      });
      expect(at('marketing')).toMatchObject({ kind: 'element', problem: 'does-not-wait' });
      expect(found.filter(({ name }) => `${name}`.includes('sayso'))).toEqual([]);
    });
  });

  test('prints them for whoever opens a page with ?sayso-audit, and sends nothing', async () => {
    const visitor = await scene.visit();
    const said: string[] = [];
    visitor.page.on('console', (message) => said.push(message.text()));
    await visitor.open('/?sayso-audit&region=DE');
    await until(() => said.join().includes('audit of demo'), 'the table');
    expect(visitor.asked.filter((path) => path.startsWith('POST'))).toEqual([]);
    await visitor.close();
  });
});
