import { createHash } from 'node:crypto';
import { LOCALES } from '@sayso/banner/texts';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import type { Visitor } from './visitor.ts';

const REGIONS = ['DE', 'US'];
/** One page for each language and region, and some whose own language says it. */
const scene = openScene({
  pages: (collector) => {
    const script = (attributes: string): string =>
      `<script src="${collector}/s/demo.js" ${attributes}></script>`;
    const pages: Record<string, { html: string }> = {};
    for (const region of REGIONS) {
      for (const locale of LOCALES)
        pages[`/${locale}/${region}`] = { html: script(`data-locale="${locale}" data-region="${region}"`) };
    }
    for (const lang of ['fr-CA', 'de-AT', 'eo']) {
      const html = `<script>document.documentElement.lang = '${lang}'</script>${script('data-region="DE"')}`;
      pages[`/lang/${lang}`] = { html };
    }
    return pages;
  },
});

const text = ({ page }: Visitor, selector: string): Promise<string | null> =>
  page.locator(`sayso-banner ${selector}`).first().textContent();
const shown = ({ page }: Visitor): Promise<void> => page.locator('[data-action="reject-all"]').waitFor();
const files = ({ asked }: Visitor): string[] =>
  asked.flatMap((line) => /\/text\.([^/]*)\.js$/.exec(line)?.[1] ?? []);

/** What does not fit where it is: a label in its button, a text in the banner, anything in the window. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const boxes = document.querySelectorAll('sayso-banner :is(button, label, h2, p, li, a)');
    const frame = (document.querySelector('sayso-banner dialog') ??
      document.querySelector('sayso-banner')) as Element;
    for (const box of boxes) {
      const range = document.createRange();
      range.selectNodeContents(box);
      const inner = range.getBoundingClientRect();
      const outer = box.getBoundingClientRect();
      const name = `${box.tagName} ${box.textContent}`;
      const { paddingLeft, paddingRight } = getComputedStyle(box);
      const left = outer.left + Number.parseFloat(paddingLeft);
      const right = outer.right - Number.parseFloat(paddingRight);
      if (inner.left < left - 0.5 || inner.right > right + 0.5) found.push(`${name}: too wide`);
      if (inner.top < outer.top - 0.5 || inner.bottom > outer.bottom + 0.5) found.push(`${name}: too high`);
      if (box.matches('button') && (outer.left < 0 || outer.right > innerWidth))
        found.push(`${name}: outside`);
    }
    if (frame.scrollWidth > frame.clientWidth) found.push('the banner scrolls sideways');
    const [no, yes] = ['reject-all', 'accept-all'].map((name) =>
      frame.querySelector(`[data-action=${name}]`)?.getBoundingClientRect(),
    );
    // Columns of equal width are rounded to 1/64 of a pixel.
    const differ = (a: number, b: number): boolean => Math.abs(a - b) > 0.05;
    if (no && yes && (differ(no.width, yes.width) || differ(no.height, yes.height))) {
      found.push('yes and no differ in size');
    }
    return found;
  });

const PHONE = { width: 320, height: 640 };
const SIZES = [PHONE, { width: 1280, height: 720 }];

test('in no language does a text overflow its button or the banner, on a small phone or a desktop, in either layer', async () => {
  const visitor = await scene.visit({ viewport: PHONE });
  const { page } = visitor;
  const found: string[] = [];
  let looks = 0;
  const look = async (where: string): Promise<void> => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const misfit of await misfits(page)) found.push(`${where}, ${size.width} px: ${misfit}`);
      looks += 1;
    }
  };
  for (const locale of LOCALES) {
    for (const region of REGIONS) {
      await visitor.open(`/${locale}/${region}`);
      await shown(visitor);
      expect(await page.locator('sayso-banner').getAttribute('lang')).toBe(locale);
      await look(`${locale}, ${region}`);
    }
    await page.locator('[data-action="customise"]').click();
    await page.locator('sayso-banner dialog').waitFor();
    await look(`${locale}, preferences`);
  }
  expect(looks).toBe(LOCALES.length * 6);
  expect(found).toEqual([]);
  // What keeps the banner as it is would put it right.
  await visitor.context.route('**/guard.js', (route) => route.abort());
  await visitor.open('/de/DE');
  await shown(visitor);
  await page.addStyleTag({
    content: '@layer sayso{sayso-banner button{width:20px!important;white-space:nowrap!important}}',
  });
  expect(await misfits(page)).not.toEqual([]);
}, 120_000);

test('a word of the link that is wider than its column makes neither button smaller', async () => {
  const visitor = await scene.visit({ viewport: PHONE });
  await visitor.open('/de/DE');
  await shown(visitor);
  await visitor.page.locator('sayso-banner a').evaluate((link) => {
    link.textContent = 'Datenschutzgrundverordnungserklärung';
  });
  expect(await misfits(visitor.page)).toEqual([]);
});

describe('the language of the banner', () => {
  test('comes with the script where it is one of the site’s: nothing more is loaded to ask', async () => {
    const visitor = await scene.visit();
    await visitor.open('/lang/de-AT');
    await shown(visitor);
    expect(await text(visitor, 'h2')).toBe('Ihre Daten, Ihre Entscheidung');
    expect(files(visitor)).toEqual([]);
    // The words of the second layer come when it is opened.
    await visitor.openPreferences();
    expect(await text(visitor, 'dialog h2')).toBe('Ihre Datenschutz-Auswahl');
    expect(files(visitor)).toEqual(['de']);
  });

  test('is loaded in one file for both layers where the site has others, and the receipt covers what was shown', async () => {
    const visitor = await scene.visit();
    await visitor.open('/lang/fr-CA');
    await shown(visitor);
    const texts = await visitor.page
      .locator('sayso-banner :is(h2, p, li, button, a)')
      .evaluateAll((parts) => parts.map((part) => part.textContent ?? ''));
    expect(texts).toContain('Tout refuser');
    await visitor.openPreferences();
    expect(await text(visitor, 'dialog h2')).toBe('Vos choix de confidentialité');
    await visitor.page.keyboard.press('Escape');
    await visitor.accept();
    expect(files(visitor)).toEqual(['fr-CA']);
    const [receipt] = await visitor.receipts();
    expect(receipt).toMatchObject({
      locale: 'fr',
      textHash: createHash('sha256').update(texts.join('\n')).digest('hex'),
    });
    // Who has chosen needs no words.
    await visitor.open('/lang/fr-CA');
    await visitor.page.waitForTimeout(500);
    expect(files(visitor)).toEqual(['fr-CA']);
  });

  test('is the browser’s where Sayso has none for the page, without an error on it', async () => {
    const visitor = await scene.visit({ locale: 'ja-JP' });
    const errors: string[] = [];
    visitor.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await visitor.open('/lang/eo');
    await shown(visitor);
    expect(await text(visitor, '[data-action="reject-all"]')).toBe('すべて拒否する');
    expect(errors.filter((line) => !line.includes('favicon'))).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });

  test('is English where its file can’t be had, and the receipt says so', async () => {
    const visitor = await scene.visit();
    await visitor.context.route('**/text.*.js', (route) => route.abort());
    await visitor.open('/lang/fr-CA');
    await shown(visitor);
    expect(await text(visitor, '[data-action="reject-all"]')).toBe('Reject all');
    await visitor.accept();
    expect((await visitor.receipts())[0]).toMatchObject({ locale: 'en' });
  });

  test('is English where its file does not come in a moment, and does not change under the visitor', async () => {
    const visitor = await scene.visit();
    await visitor.context.route('**/text.*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await route.continue().catch(() => {});
    });
    await visitor.open('/lang/fr-CA').catch(() => {});
    const began = Date.now();
    await shown(visitor);
    expect(Date.now() - began).toBeLessThan(2000);
    expect(await text(visitor, '[data-action="reject-all"]')).toBe('Reject all');
    await visitor.page.waitForTimeout(2500);
    expect(await text(visitor, '[data-action="reject-all"]')).toBe('Reject all');
  });

  test('is written from the right where the language is: banner and preferences are mirrored, the store is not', async () => {
    const visitor = await scene.visit({ viewport: { width: 1280, height: 720 } });
    const { page } = visitor;
    const left = (selector: string): Promise<number> =>
      page
        .locator(`sayso-banner ${selector}`)
        .first()
        .evaluate((part) => part.getBoundingClientRect().left);
    const order = async (): Promise<boolean[]> => [
      (await left('h2')) < (await left('[data-action="reject-all"]')),
      (await left('[data-action="reject-all"]')) < (await left('[data-action="accept-all"]')),
    ];
    await visitor.open('/en/DE');
    await shown(visitor);
    expect(await order()).toEqual([true, true]);
    for (const locale of ['ar', 'he', 'fa']) {
      await visitor.open(`/${locale}/DE`);
      await shown(visitor);
      expect(await order(), locale).toEqual([false, false]);
      await visitor.openPreferences();
      expect(await left('dialog [data-action="close"]'), locale).toBeLessThan(await left('dialog h2'));
      expect(await left('dialog input'), locale).toBeLessThan(await left('dialog label'));
      expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('ltr');
    }
  });
});
