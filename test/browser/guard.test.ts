import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { fair } from './fairness.ts';
import { openScene } from './scene.ts';
import { until, type Visitor } from './visitor.ts';

const scene = openScene({
  pages: (collector) => {
    const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
    const store = '<h1>A store</h1><input id="q"><button id="cart">Add to cart</button><a href="#x">More</a>';
    const themed = (rules: string): { html: string } => ({
      html: `<style>:root{${rules}}</style>${store}${tag}`,
    });
    return {
      '/plain': { html: store + tag },
      '/twice': { html: `${store}${tag}${tag}` },
      '/copies': {
        html: `${store}${tag}<script>setTimeout(() => { delete window.sayso; document.body.append(Object.assign(document.createElement('script'), { src: '${collector}/s/demo.js' })) }, 300)</script>`,
      },
      '/pale': themed('--sayso-accent: rgb(0 0 0 / 4%)'),
      '/same': themed('--sayso-surface: #777; --sayso-text: #888'),
      '/glass': themed('--sayso-surface: transparent'),
      '/brand': themed('--sayso-accent: oklch(0.45 0.2 25); --sayso-radius: 0; --sayso-font: Georgia, serif'),
      '/before': { html: `${tag}<div id="app">From the server</div>` },
      '/strict': {
        html: `<style nonce="n">@layer evil{sayso-banner [data-action=reject-all]{opacity:.2!important}}</style>${store}${tag.replace('<script', '<script nonce="n"')}`,
        headers: {
          'content-security-policy': `default-src 'none'; script-src 'nonce-n'; style-src 'nonce-n'; connect-src ${collector}`,
        },
      },
    };
  },
});

/** Opens a page, with the guard in place, and all that the console was told. */
async function guarded(path: string): Promise<Visitor & { told: string[] }> {
  const visitor = await scene.visit();
  const told: string[] = [];
  visitor.page.on('console', (message) => message.text().startsWith('Sayso') && told.push(message.text()));
  await visitor.open(path);
  await visitor.page.locator('[data-action=reject-all]:visible').first().waitFor();
  await until(() => visitor.asked.some((line) => line.endsWith('/room.js')), 'the guard');
  await visitor.page.waitForTimeout(300);
  return Object.assign(visitor, { told });
}
const chosen = (visitor: Visitor): Promise<string | undefined> =>
  visitor.cookies().then(([cookie]) => cookie?.value);
const banners = (page: Page): Promise<number> => page.locator('sayso-banner:visible').count();

describe.concurrent('the guard', () => {
  test('says nothing on a page that leaves the banner alone, and looks about once a second', async () => {
    const visitor = await scene.visit();
    const told: string[] = [];
    visitor.page.on('console', (message) => told.push(message.text()));
    await visitor.context.addInitScript(() => {
      const { elementFromPoint } = Document.prototype;
      Document.prototype.elementFromPoint = function (...at) {
        document.documentElement.dataset.looks = String(
          Number(document.documentElement.dataset.looks ?? 0) + 1,
        );
        return elementFromPoint.apply(this, at);
      };
    });
    const looks = async (): Promise<number> =>
      Number((await visitor.page.locator('html').getAttribute('data-looks')) ?? 0);
    await visitor.open('/plain');
    await visitor.page.locator('[data-action=reject-all]').waitFor();
    await visitor.page.waitForTimeout(1500);
    const before = await looks();
    expect(before).toBeGreaterThan(0);
    await visitor.act('reject-all');
    await visitor.page.waitForTimeout(6000);
    const after = await looks();
    await visitor.page.waitForTimeout(2000);
    // Six points each, and nothing at all once the banner is gone.
    expect(await looks()).toBe(after);
    expect(told.filter((text) => text.startsWith('Sayso'))).toEqual([]);
  });

  test('says once per kind, in plain words, what was weakened', async () => {
    const { page, told } = await guarded('/plain');
    for (let i = 0; i < 3; i++) {
      await page.evaluate(() => {
        const button = document.querySelector<HTMLElement>('[data-action=reject-all]');
        if (button) button.style.opacity = '0.1';
        if (button) button.textContent = 'Hm';
      });
      await page.waitForTimeout(700);
    }
    await fair(page);
    expect(told).toEqual(['Sayso: words or buttons of the banner were changed; this is put right']);
    await page.evaluate(() => {
      document
        .querySelector<HTMLElement>('[data-action=reject-all]')
        ?.style.setProperty('opacity', '.1', 'important');
    });
    await fair(page);
    expect(told[1]).toBe('Sayso: reject-all was given a style of its own; this is put right');
  });

  test('gives up on a page that never stops, says so, and leaves the page its time', async () => {
    const { page, told } = await guarded('/plain');
    await page.evaluate(() => {
      let undone = 0;
      new MutationObserver(() => {
        const host = document.querySelector('sayso-banner');
        if (!host) return;
        host.remove();
        document.documentElement.dataset.undone = String(++undone);
      }).observe(document, { childList: true, subtree: true });
      document.querySelector('sayso-banner')?.remove();
    });
    await until(
      () => told.some((text) => text.includes('the page keeps changing the banner')),
      'it to give up',
      40_000,
    );
    const undone = Number(await page.locator('html').getAttribute('data-undone'));
    expect(undone).toBeLessThan(15);
    await page.waitForTimeout(2000);
    expect(Number(await page.locator('html').getAttribute('data-undone'))).toBe(undone);
  });

  test('works under a strict policy for styles', async () => {
    const { page } = await guarded('/strict');
    await fair(page);
  });

  test('leaves a translation alone', async () => {
    const { page, told } = await guarded('/plain');
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('sayso-banner :is(h2,p,b,button,a)')) {
        part.replaceChildren(
          Object.assign(document.createElement('font'), { textContent: `~${part.textContent}` }),
        );
      }
    });
    await page.waitForTimeout(1500);
    expect(await page.locator('[data-action=reject-all]').textContent()).toBe('~Reject all');
    expect(told).toEqual([]);
  });

  test('keeps the focus where it was when it draws anew', async () => {
    const { page } = await guarded('/plain');
    await page.locator('[data-action=accept-all]').focus();
    await page.evaluate(() => document.querySelector('[data-action=reject-all]')?.remove());
    await fair(page);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('accept-all');
  });
});

describe.concurrent('a yes that was not meant', () => {
  test.each([
    [
      'a key that was pressed in a field, while the page moved the focus',
      async (page: Page) => {
        await page.evaluate(() =>
          document
            .querySelector('#q')
            ?.addEventListener('keydown', () =>
              document.querySelector<HTMLElement>('[data-action=accept-all]')?.focus(),
            ),
        );
        await page.locator('#q').focus();
        await page.keyboard.press('Enter');
      },
    ],
    [
      'a click on the store, over which the page laid the button unseen',
      async (page: Page) => {
        await page.evaluate(() =>
          document.querySelector('#cart')?.addEventListener('pointerenter', () => {
            const button = document.querySelector<HTMLElement>('[data-action=accept-all]');
            if (button)
              button.style.cssText = 'position:fixed!important;inset:0!important;opacity:.01!important';
          }),
        );
        await page.locator('#cart').hover();
        await page.mouse.down();
        await page.mouse.up();
      },
    ],
    [
      'events and submissions that page code makes',
      async (page: Page) => {
        await page.evaluate(() => {
          const button = document.querySelector<HTMLButtonElement>('[data-action=accept-all]');
          if (!button) return;
          button.focus();
          for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
            button.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'mouse', detail: 1 }));
          for (const type of ['keydown', 'keypress', 'keyup'])
            for (const key of ['Enter', ' '])
              button.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true }));
          button.dispatchEvent(new Event('submit', { bubbles: true }));
          const form = document.createElement('form');
          form.addEventListener('submit', (event) => event.preventDefault());
          document.body.append(form);
          form.append(button.cloneNode(true));
          form.requestSubmit();
          const label = document.createElement('label');
          label.append(document.querySelector('[data-action=accept-all]') ?? '');
          label.click();
        });
      },
    ],
  ])('%s: is none', async (_, how) => {
    const visitor = await guarded('/plain');
    await how(visitor.page);
    await visitor.page.waitForTimeout(800);
    expect(await chosen(visitor)).toBeUndefined();
    expect(visitor.sent('/v1/demo/receipts')).toEqual([]);
  });

  test.each(['Enter', ' '])('but %j pressed on the button itself is one', async (key) => {
    const visitor = await guarded('/plain');
    await visitor.page.locator('[data-action=accept-all]').focus();
    await visitor.page.keyboard.press(key);
    await until(() => chosen(visitor), 'the choice');
    await until(async () => (await visitor.receipts())[0]?.basis === 'consent', 'the receipt');
  });
});

describe.concurrent('a theme', () => {
  test.each(['/pale', '/same', '/glass'])('that nobody could read is set aside: %s', async (path) => {
    const { page, told } = await guarded(path);
    await fair(page);
    expect(told.join()).toContain('had a contrast of');
    await page.locator('[data-action=customise]').click();
    await page.locator('dialog [data-action=save]').waitFor();
    const colour = await page
      .locator('sayso-banner dialog')
      .evaluate((box) => getComputedStyle(box).backgroundColor);
    expect(colour).toBe('rgb(255, 255, 255)');
  });

  test('that can be read stays', async () => {
    const { page, told } = await guarded('/brand');
    await page.waitForTimeout(1200);
    const look = await page.locator('[data-action=accept-all]').evaluate((button) => {
      const { backgroundColor, borderRadius, fontFamily, color } = getComputedStyle(button);
      return [backgroundColor, borderRadius, fontFamily, color];
    });
    expect(look).toEqual(['oklch(0.45 0.2 25)', '0px', 'Georgia, serif', expect.stringMatching(/255|100/)]);
    expect(told).toEqual([]);
  });
});

describe.concurrent('one banner is shown', () => {
  test('where the script is included twice', async () => {
    const { page } = await guarded('/twice');
    expect(await page.locator('sayso-banner').count()).toBe(1);
  });

  test('where two copies of Sayso run, and a choice ends both', async () => {
    const visitor = await guarded('/copies');
    await until(async () => (await visitor.page.locator('sayso-banner').count()) === 2, 'the second');
    await until(async () => (await banners(visitor.page)) === 1, '1 to be seen');
    await visitor.page.locator('[data-action=reject-all]:visible').click();
    await until(async () => (await banners(visitor.page)) === 0, '0 to be seen');
  });
});

describe.concurrent('the banner outlives', () => {
  const hydrate = {
    'a framework that replaces what is in the body': () => {
      document.body.innerHTML = '<div id="app">Hydrated</div>';
    },
    'a new body': () => {
      const body = document.createElement('body');
      body.innerHTML = '<div id="app">Hydrated</div>';
      document.body.replaceWith(body);
    },
    'a new document in the old one': () => {
      document.open();
      document.write('<!doctype html><html lang="en"><title>New</title><body><div id="app">Hydrated</div>');
      document.close();
    },
  };
  const cases = Object.entries(hydrate).flatMap(([what, how]) =>
    (['as soon as it is there', 'a moment later', 'after two seconds'] as const).map(
      (when, n) => [what, when, n, how] as const,
    ),
  );
  test.each(cases)('%s, %s', async (_what, _when, n, how) => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/before');
    await page.locator('[data-action=reject-all]').waitFor();
    await page.waitForTimeout([0, 150, 2000][n] ?? 0);
    await page.evaluate(how);
    expect(await page.locator('#app').textContent()).toBe('Hydrated');
    await fair(page);
    await visitor.act('reject-all');
    await until(async () => (await visitor.receipts())[0]?.basis === 'refusal', 'the refusal');
  });

  test('a framework that hydrates before the script has come', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.context.route('**/s/demo.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await visitor.context.addInitScript(() =>
      setTimeout(() => document.querySelector('#app')?.replaceChildren('Hydrated'), 300),
    );
    await visitor.open('/before');
    await fair(page);
  });
});
