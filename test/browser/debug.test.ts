import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { bundled } from './bundled.ts';
import { openScene } from './scene.ts';
import { beyondFiles, settle, until, type Visitor } from './visitor.ts';

const SHOTS = process.env.SAYSO_SHOTS;
const HOSTILE = '<img src=x onerror="window.hacked=1">';
let imported = '';
const scene = openScene({
  pages: (collector) => {
    const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
    return {
      '/shop?sayso-debug': { html: `<h1>Shop</h1>${tag}<script>${EARLY}</script>` },
      '/shop': { html: `<h1>Shop</h1>${tag}` },
      '/rtl?sayso-debug': {
        html: `<script>document.documentElement.dir = 'rtl'</script><h1>متجر</h1>${tag}`,
      },
      '/strict?sayso-debug': {
        headers: {
          'content-security-policy': `default-src 'none'; script-src 'nonce-n'; connect-src ${collector}; require-trusted-types-for 'script'; trusted-types 'none'`,
        },
        html: `<h1>Strict</h1><script src="${collector}/s/demo.js" data-region="DE" nonce="n"></script>`,
      },
      get '/npm'() {
        return { html: `<h1>Shop</h1>${imported}` };
      },
    };
  },
});
const EARLY = `
  window.sayso = window.sayso || [];
  sayso.push(['track', 'search', { search_term: 'early' }]);
  sayso.push(['track', 'nonsense', {}]);`;

beforeAll(async () => {
  imported = await bundled(`
    import { createSayso } from '@sayso/sdk';
    import { debug } from '@sayso/sdk/debug';
    const sayso = createSayso({ site: 'demo', collector: ${JSON.stringify(scene.shop.collector)}, region: 'DE' });
    window.close = debug(sayso);
    window.again = debug(sayso);
    sayso.track('search', { search_term: 'cup' });
  `);
});

/** Somebody whose browser opens every shadow root, so that a test can see into it. */
async function opened(visitor?: Visitor): Promise<Visitor> {
  const one = visitor ?? (await scene.visit());
  await one.context.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: 'open' });
    };
  });
  return one;
}
const panel = (page: Page) => page.locator('sayso-debug section');
const line = (page: Page, name: string | RegExp) => panel(page).locator('[data-line]', { hasText: name });
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
};

describe('the panel for developers', () => {
  test('is there for nobody who did not ask', async () => {
    const visitor = await scene.visit();
    await visitor.open('/shop');
    await visitor.accept();
    expect(visitor.asked.filter((path) => path.includes('debug'))).toEqual([]);
    expect(await visitor.page.locator('sayso-debug').count()).toBe(0);
    await visitor.close();
  });

  test('before a choice shows what was refused from the first call on, asks for its own file alone, and stores nothing', async () => {
    const visitor = await opened();
    const { page } = visitor;
    await visitor.open('/shop?sayso-debug');
    await line(page, 'nonsense').waitFor();
    await expect.poll(() => line(page, 'search').first().textContent()).toMatch(/analytics.*no-choice/s);
    expect(await line(page, 'nonsense').textContent()).toMatch(/no purpose.*unknown-event/s);
    expect(await panel(page).textContent()).toMatch(/opt-in, region DE/);
    await settle(page);
    expect(beyondFiles(visitor).filter((path) => !/\/assets\/\w+\/debug\.js$/.test(path))).toEqual([]);
    expect(await visitor.stored()).toEqual([]);
    await visitor.close();
  });

  test('follows an event from the decision to the collector, and shows the receipt without the visitor', async () => {
    const visitor = await opened();
    const { page } = visitor;
    await visitor.open('/shop?sayso-debug');
    await panel(page).waitFor();
    await visitor.act('accept-all');
    const view = line(page, 'page_view');
    await expect.poll(() => view.textContent(), { timeout: 10_000 }).toMatch(/analytics.*granted.*sent/s);
    await view.locator('summary').click();
    expect(await view.textContent()).toContain('The visitor said yes.');
    await page.evaluate(() => window.sayso.track('search', { search_term: 'cup', colour: 'red' } as never));
    await line(page, 'search').last().waitFor();
    await expect.poll(() => panel(page).locator('ul').last().textContent()).toMatch(/event.*stored/s);
    await panel(page).getByText('Receipt', { exact: true }).click();
    await panel(page).getByRole('button', { name: 'Show the newest' }).click();
    await panel(page).getByText('accept-all').waitFor();
    const subject = await visitor.subject();
    const html = await page.evaluate(
      () => document.querySelector('sayso-debug')?.shadowRoot?.innerHTML ?? '',
    );
    expect(html).toContain('granted');
    expect(html).not.toContain(subject);
    // What is clicked in it is no event.
    const held = await visitor.held();
    expect(held?.events.map(({ name }) => name)).not.toContain('click');
    await visitor.close();
  });

  test('shows what a page hands it as text', async () => {
    const visitor = await opened();
    const { page } = visitor;
    await visitor.open('/shop?sayso-debug');
    await panel(page).waitFor();
    await visitor.accept();
    await page.evaluate((text) => {
      document.title = text;
      window.sayso.track('search', { search_term: text, [text]: text } as never);
      window.sayso.track(text as 'search', { search_term: text });
    }, HOSTILE);
    await expect.poll(() => panel(page).textContent()).toContain(HOSTILE);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await panel(page).locator('img').count()).toBe(0);
    await visitor.close();
  });

  test('can’t be seen into by the page, nor be hidden or changed by its style', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/shop');
    await page.addStyleTag({
      content: 'body > *, sayso-debug { display: none !important; position: static !important }',
    });
    await page.evaluate(() => (window.sayso as unknown as { debug(): Promise<unknown> }).debug());
    const host = page.locator('sayso-debug');
    expect(await host.evaluate((element) => element.shadowRoot)).toBeNull();
    expect(await host.evaluate((element) => getComputedStyle(element).position)).toBe('fixed');
    await visitor.close();
  });

  test('needs no more of a strict content security policy than Sayso itself', async () => {
    const visitor = await opened();
    await visitor.open('/strict?sayso-debug');
    await panel(visitor.page).waitFor();
    expect(await panel(visitor.page).evaluate((element) => getComputedStyle(element).display)).toBe('flex');
    expect(visitor.errors).toEqual([]);
    await visitor.close();
  });

  test('from npm is there once, hears of every event, and goes when it is closed', async () => {
    const visitor = await opened();
    const { page } = visitor;
    await visitor.open('/npm');
    await line(page, 'search').waitFor();
    expect(await page.evaluate(() => Object.is(window.close, Reflect.get(window, 'again')))).toBe(true);
    expect(await page.locator('sayso-debug').count()).toBe(1);
    await page.evaluate(() => window.close());
    expect(await page.locator('sayso-debug').count()).toBe(0);
    await visitor.close();
  });

  test('is worked by keyboard: made small, opened, closed', async () => {
    const visitor = await opened();
    const { page } = visitor;
    await visitor.open('/shop?sayso-debug');
    await line(page, 'nonsense').waitFor();
    const small = panel(page).getByRole('button', { name: 'Details' });
    await small.focus();
    await page.keyboard.press('Enter');
    expect(await small.getAttribute('aria-expanded')).toBe('false');
    expect(await line(page, 'nonsense').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await line(page, 'nonsense').locator('summary').focus();
    await page.keyboard.press('Space');
    await panel(page).getByText('No purpose of the policy names it').waitFor();
    await panel(page).getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('sayso-debug').count()).toBe(0);
    await visitor.close();
  });

  test.each([
    ['desktop', '/shop?sayso-debug', { width: 1280, height: 800 }, 'light'],
    ['320', '/shop?sayso-debug', { width: 320, height: 640 }, 'light'],
    ['dark', '/shop?sayso-debug', { width: 1280, height: 800 }, 'dark'],
    ['right-to-left', '/rtl?sayso-debug', { width: 800, height: 800 }, 'light'],
  ] as const)(
    'is there without a flaw that axe-core finds: %s',
    async (name, path, viewport, colorScheme) => {
      const visitor = await opened(await scene.visit({ viewport }));
      const { page } = visitor;
      await page.emulateMedia({ colorScheme });
      await visitor.open(path);
      await panel(page).waitFor();
      await shot(page, `${name}-before`);
      await visitor.accept();
      await page.evaluate(() => {
        window.sayso.track('search', { search_term: 'فنجان', colour: 'red' } as never);
        window.sayso.track('nonsense' as 'search', { search_term: 'x' });
      });
      await line(page, 'nonsense').last().waitFor();
      await line(page, 'search').first().locator('summary').click();
      await until(async () => /stored/.test(`${await panel(page).textContent()}`), 'a batch');
      await panel(page).getByText('Receipt', { exact: true }).click();
      await panel(page).getByRole('button', { name: 'Show the newest' }).click();
      await panel(page).getByText('accept-all').waitFor();
      await shot(page, name);
      const { width } = await page
        .locator('sayso-debug')
        .evaluate((element) => element.getBoundingClientRect());
      expect(width).toBeLessThanOrEqual(viewport.width - 16);
      expect(await violations(page, 'sayso-debug')).toEqual([]);
      await visitor.close();
    },
  );
});
