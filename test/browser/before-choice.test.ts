import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { beyondFiles, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();

/** What the browser asked anybody but the store itself for, beside script files. */
const beyond = ({ requests, page }: Visitor): string[] =>
  requests
    .filter((request) => new URL(request.url()).origin !== new URL(page.url()).origin)
    .filter((request) => request.resourceType() !== 'script')
    .map((request) => `${request.resourceType()} ${request.url()}`);

/** Hints that open a connection to somebody. */
const hints = (page: Page): Promise<number> =>
  page
    .locator('link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=preload]')
    .count();

async function expectNothing(visitor: Visitor): Promise<void> {
  expect(await visitor.stored()).toEqual([]);
  expect(beyond(visitor)).toEqual([]);
  expect(
    visitor.asked.filter((request) => !request.startsWith('GET /s/') && !request.startsWith('GET /assets/')),
  ).toEqual([]);
  expect(await hints(visitor.page)).toBe(0);
}

describe.concurrent('before a choice, where it has to be asked for', () => {
  test('nothing is stored and nothing but script files is requested, however long one waits', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    await settle(visitor.page);
    await expectNothing(visitor);
    expect(beyondFiles(visitor)).toEqual([]);
  });

  test('nor after scrolling, clicking about, searching, and leaving the page in the background', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/c/kitchen?region=DE');
    await page.locator('[data-action="accept-all"]').waitFor();
    await page.mouse.wheel(0, 900);
    await page.locator('h1').click();
    await page.locator('[data-swap]').nth(1).click();
    await page.waitForURL(/price/);
    await page.evaluate(() => window.sayso.track('search', { search_term: 'mug' }));
    await page.locator('input[type=search]').fill('linen');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search/);
    const other = await visitor.context.newPage();
    await other.close();
    await settle(page);
    await expectNothing(visitor);
  });

  test('Esc hides the banner and is no choice; the next page asks again', async () => {
    const visitor = await scene.visit();
    const banner = visitor.page.locator('sayso-banner [data-action="accept-all"]');
    await visitor.open('/?region=DE');
    await banner.waitFor();
    await visitor.page.keyboard.press('Escape');
    await until(async () => (await banner.count()) === 0, 'the banner to go');
    await settle(visitor.page);
    await expectNothing(visitor);
    await visitor.open('/c/kitchen?region=DE');
    await banner.waitFor();
  });

  test('looking at the preferences and closing them is no choice', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.openPreferences();
    expect(await visitor.page.locator('sayso-banner input:checked').count()).toBe(0);
    await visitor.act('close');
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    await settle(visitor.page);
    await expectNothing(visitor);
  });

  test('a click that no person made on "accept all" or "save" grants nothing', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    const { page } = visitor;
    const accept = page.locator('[data-action="accept-all"]');
    await accept.evaluate((button: HTMLElement) => button.click());
    await accept.evaluate((button) => button.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await visitor.openPreferences();
    await page.evaluate(() => {
      for (const input of document.querySelectorAll<HTMLInputElement>('sayso-banner input')) {
        input.click();
        input.checked = true;
      }
      for (const action of ['save', 'accept-all'])
        document.querySelector<HTMLElement>(`dialog [data-action="${action}"]`)?.click();
    });
    await settle(page);
    expect(await visitor.subject()).toBeNull();
    expect(
      visitor
        .sent('/v1/demo/receipts')
        .filter(({ purposes }) => Object.values(purposes as object).includes(true)),
    ).toEqual([]);
    expect(visitor.sent('/v1/demo/events')).toEqual([]);
  });

  test('a click that no person made on "reject all" refuses', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.page
      .locator('[data-action="reject-all"]')
      .evaluate((button: HTMLElement) => button.click());
    await until(async () => (await visitor.receipts())[0]?.basis === 'refusal', 'the refusal');
    expect(await visitor.page.locator('sayso-banner [data-action]').count()).toBe(0);
  });
});
