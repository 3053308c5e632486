import { beforeAll, describe, expect, test } from 'vitest';
import { DIALOG } from './centre-scene.ts';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { settle, soon, type Visitor, type VisitorOptions } from './visitor.ts';

const scene = openScene({
  pages: (collector) =>
    Object.fromEntries(
      ['de', 'fr', 'ar'].map((locale) => [
        `/${locale}`,
        { html: `<script src="${collector}/s/demo.js" data-locale="${locale}" data-region="DE"></script>` },
      ]),
    ),
});
const LINE = 'sayso-banner [data-part=coming]';
const loads = (visitor: Visitor): string[] => visitor.asked.filter((line) => /announced/.test(line));

const asked = async (as: VisitorOptions = {}, path = '/?region=DE'): Promise<Visitor> => {
  const visitor = await scene.visit(as);
  await visitor.open(path);
  await visitor.page.locator('sayso-banner [data-action=customise]').waitFor();
  return visitor;
};

test('while no change is to come, nothing is loaded for it', async () => {
  const visitor = await asked();
  await settle(visitor.page);
  expect(loads(visitor)).toEqual([]);
});

describe('a material change that is to come', () => {
  beforeAll(() => publish(scene.shop, () => {}, '--material', '--effective', '2031-05-04'));

  test('is told in the banner and in the preferences, once, with its day', async () => {
    const { page } = await asked();
    await soon(() => page.locator(LINE).allTextContents()).toEqual([
      'The privacy policy changes on May 4, 2031.',
    ]);
    await page.locator('sayso-banner [data-action=customise]').click();
    const inside = page.locator(`${DIALOG} [data-part=coming]`);
    await soon(() => inside.allTextContents()).toEqual(['The privacy policy changes on May 4, 2031.']);
    await page.locator(`${DIALOG} [data-action=close]`).click();
    await soon(() => page.locator(LINE).count()).toBe(1);
  });

  test.each([
    ['de', 'Die Datenschutzerklärung ändert sich am 4. Mai 2031.'],
    ['fr', 'La politique de confidentialité change le 4 mai 2031.'],
    ['ar', expect.stringContaining('سياسة الخصوصية')],
  ])('is told in the language of the banner: %s', async (locale, text) => {
    const { page } = await asked({}, `/${locale}`);
    await soon(() => page.locator(LINE).allTextContents()).toEqual([text]);
  });

  test('is told where the law starts from “allowed” too, and disturbs nobody who is asked nothing', async () => {
    const visitor = await asked({}, '/?region=JP');
    await soon(() => visitor.page.locator(LINE).count()).toBe(1);
    await visitor.act('ok');
    await visitor.open('/p/stone-mug?region=JP');
    await settle(visitor.page);
    expect(await visitor.page.locator('sayso-banner').count()).toBe(0);
  });

  test('is no part of the words that a choice is proved by, and the guard leaves it', async () => {
    const warned: string[] = [];
    const visitor = await scene.visit();
    visitor.page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
    await visitor.open('/?region=DE');
    await soon(() => visitor.page.locator(LINE).count()).toBe(1);
    // Longer than the guard waits between two looks.
    await visitor.page.waitForTimeout(2_500);
    expect(warned.filter((text) => text.includes('Sayso'))).toEqual([]);
    await visitor.accept();
    const before = await scene.visit();
    await before.page.route('**/connect-announced.js', (route) => route.abort());
    await before.open('/?region=DE');
    await before.accept();
    const [one, other] = [await visitor.receipts(), await before.receipts()];
    expect(one[0]?.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect(one[0]?.textHash).toBe(other[0]?.textHash);
  });

  test('is in the answer that a store with its own banner reads', async () => {
    const policy = await (await fetch(`${scene.shop.collector}/v1/demo/policy`)).json();
    expect(policy.coming).toEqual({ version: 2, effectiveAt: expect.stringMatching(/^2031-05-04T/) });
    const version = await (await fetch(`${scene.shop.collector}/v1/demo/policies/1`)).json();
    expect(version).not.toHaveProperty('coming');
  });
});
