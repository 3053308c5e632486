import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { fair } from './fairness.ts';
import { openGuardScene } from './guard-scene.ts';
import { until, type Visitor } from './visitor.ts';

const scene = openGuardScene();
const { guarded } = scene;
const chosen = (visitor: Visitor): Promise<string | undefined> =>
  visitor.cookies().then(([cookie]) => cookie?.value);

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
