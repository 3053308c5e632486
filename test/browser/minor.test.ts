import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { settle, until, type Visitor } from './visitor.ts';

const scene = openScene({
  pages: (collector) => ({
    '/minor': {
      html: `<script src="${collector}/s/demo.js" data-region="US-CA" data-minor></script><h1>Toys</h1>`,
    },
  }),
});

const asked = ({ page }: Visitor): Promise<number> => page.locator('sayso-banner [data-action]').count();

describe.concurrent('a minor', () => {
  test('by data-minor is asked nothing, and nothing is captured', async () => {
    const visitor = await scene.visit();
    await visitor.open('/minor');
    await settle(visitor.page);
    expect(await asked(visitor)).toBe(0);
    expect(await visitor.subject()).toBeNull();
    expect(visitor.sent('/v1/demo/events')).toEqual([]);
    expect(visitor.sent('/v1/demo/receipts')).toEqual([]);
    expect(await visitor.page.evaluate(() => window.sayso.consent.get().reasons.analytics)).toBe('minor');
  });

  test('said later: what was captured is erased, nothing more is, and the next page knows', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await visitor.accept();
    const subject = await visitor.subject();
    await page.evaluate(() => window.sayso.minor(true));
    await until(async () => (await visitor.held(subject))?.events.length === 0, 'the erasure');
    expect(await page.evaluate(() => window.sayso.consent.get().reasons.analytics)).toBe('minor');
    await visitor.open('/p/stone-mug?region=US-CA');
    await page.evaluate(() => window.sayso.track('search', { search_term: 'toys' }));
    await settle(page);
    expect(await asked(visitor)).toBe(0);
    expect(await visitor.subject()).toBeNull();
    expect((await visitor.held(subject))?.events).toEqual([]);
  });

  test('cannot say yes: neither in the preferences nor by page code', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await page.evaluate(() => window.sayso.minor(true));
    await until(async () => (await asked(visitor)) === 0, 'the banner to go');
    await page.evaluate(() => window.sayso.consent.acceptAll());
    await visitor.openPreferences();
    await page.locator('dialog [data-action="accept-all"]').click();
    await settle(page);
    expect(visitor.sent('/v1/demo/events')).toEqual([]);
    expect(await page.evaluate(() => window.sayso.consent.get().allowed.analytics)).toBe(false);
  });
});
