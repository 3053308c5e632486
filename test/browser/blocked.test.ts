import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene(
  {
    pages: (collector) => ({
      '/frame': { html: '<iframe sandbox="allow-scripts" src="/framed" width="900" height="600">' },
      '/framed': { html: `<script src="${collector}/s/demo.js" data-region="DE"></script><h1>Framed</h1>` },
    }),
  },
  // Chromium asks a person before a sandboxed frame may reach this very machine.
  { args: ['--test-third-party-cookie-phaseout', '--disable-features=LocalNetworkAccessChecks'] },
);
const BANNER = '[data-action="accept-all"]';

/** Orders something: the store works. */
async function order({ page, open }: Visitor): Promise<void> {
  await open('/p/stone-mug?region=DE');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByText(/Your order FW-/).waitFor();
}

describe.concurrent('a browser that blocks', () => {
  test('third-party cookies: all works, since there are none', async () => {
    const visitor = await scene.visit({ host: 'localhost' });
    await visitor.open('/?region=DE');
    await visitor.accept();
    await visitor.open('/p/stone-mug?region=DE');
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    expect((await visitor.context.cookies()).map(({ domain }) => domain)).toEqual(['localhost']);
  });

  test.each([
    ['that can not be read', true],
    ['that are silently dropped', false],
  ])(
    "the store's cookies, %s: a choice holds for the page, and the next one asks again",
    async (_, throws) => {
      const visitor = await scene.visit();
      const { page } = visitor;
      await visitor.context.addInitScript((loud) => {
        const refuse = (): string => {
          if (loud) throw new DOMException('no cookies here', 'SecurityError');
          return '';
        };
        Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse });
      }, throws);
      await visitor.open('/?region=DE');
      await visitor.act('accept-all');
      await until(async () => (await visitor.receipts()).length, 'the receipt');
      await until(() => visitor.sent('/v1/demo/events').length, 'the events');
      const [{ subject } = {}] = visitor.sent('/v1/demo/receipts');
      await until(
        async () => names(await visitor.held(String(subject))).includes('page_view'),
        'the page_view',
      );
      await visitor.open('/p/linen-throw?region=DE');
      await page.locator(BANNER).waitFor();
      await settle(page);
      expect(names(await visitor.held(String(subject)))).not.toContain('view_item');
      expect(await visitor.stored()).toEqual([]);
      expect(visitor.errors).toEqual([]);
    },
  );

  test('the script: the store works, and the opt-out is one link away', async () => {
    const visitor = await scene.visit();
    await visitor.context.route('**/s/demo.js', (route) => route.abort());
    await order(visitor);
    expect(visitor.errors).toEqual([]);
    expect(await visitor.cookies()).toEqual([]);
    await visitor.page.getByRole('link', { name: 'Your privacy choices' }).click();
    await visitor.page.getByRole('button', { name: 'Opt out' }).waitFor();
  });

  test('receipts: what no receipt covers is not sent, and the store works', async () => {
    const visitor = await scene.visit();
    await visitor.context.route('**/v1/demo/receipts', (route) => route.abort());
    await visitor.open('/?region=DE');
    await visitor.act('accept-all');
    await settle(visitor.page);
    await order(visitor);
    expect(visitor.sent('/v1/demo/events')).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });

  test('the preferences: the first layer stays, and can be refused', async () => {
    const visitor = await scene.visit();
    await visitor.context.route('**/assets/*/preferences.js', (route) => route.abort());
    await visitor.open('/?region=DE');
    await visitor.act('customise');
    await visitor.page.waitForTimeout(300);
    await visitor.act('reject-all');
    await until(async () => (await visitor.receipts())[0]?.basis === 'refusal', 'the refusal');
    expect(visitor.errors).toEqual([]);
  });
});

describe('a sandboxed frame', () => {
  test('works without any storage and without a name: nothing is granted, nothing is captured, nothing breaks', async () => {
    const visitor = await scene.visit();
    const { page, context } = visitor;
    const before = await scene.counts();
    await visitor.open('/frame');
    await page.frameLocator('iframe').locator(BANNER).click();
    await settle(page);
    expect(await scene.counts()).toEqual(before);
    expect(await context.cookies()).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
