import { describe, expect, test } from 'vitest';
import { fair, lookApart, unfair } from './fairness.ts';
import { HELD, type Hostile, SAFE } from './hostile-cases.ts';
import { openScene } from './scene.ts';
import { beyondFiles, guarding, until, type Visitor } from './visitor.ts';

const GATED = `<script type="text/plain" data-purpose="analytics">document.documentElement.dataset.gated = 'ran'</script>`;
const at = (list: string, n: number): string => `/${list}/${n}`;
const scene = openScene({
  pages: (collector) => {
    const tag = `<script src="${collector}/s/demo.js" data-region="DE"></script>`;
    const page = ({ before = '', after = '' }: Hostile): { html: string } => ({
      html: `${before}<h1>A store</h1><p>Things for the home.</p>${GATED}${tag}${after}`,
    });
    return Object.fromEntries([
      ...HELD.map((hostile, n) => [at('held', n), page(hostile)]),
      ...SAFE.map((hostile, n) => [at('safe', n), page(hostile)]),
    ]);
  },
});

/** A person's click, where the button is, whatever lies over it. */
async function clickAt({ page }: Visitor, action: string): Promise<void> {
  const box = (await lookApart(
    page,
    `(() => { const box = document.querySelector('sayso-banner [data-action=${action}]')?.getBoundingClientRect();
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`,
  )) as { x: number; y: number } | null;
  if (box) await page.mouse.click(box.x, box.y);
}

const gone = (page: Visitor['page']): Promise<unknown> =>
  lookApart(page, `!document.querySelector('sayso-banner [data-action]')`);

async function expectNoYes(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  expect(await lookApart(page, 'document.documentElement.dataset.gated ?? null')).toBeNull();
  expect(visitor.sent('/v1/demo/events')).toEqual([]);
  const said = visitor.sent('/v1/demo/receipts').flatMap(({ purposes }) => Object.values(purposes as object));
  expect(said).not.toContain(true);
}

describe.concurrent('a page that', () => {
  test.each(HELD.map(({ does }, n) => [does, n] as const))(
    '%s: the buttons stay equals, and a no is heard',
    async (_, n) => {
      const visitor = await scene.visit();
      const { page } = visitor;
      await visitor.open(at('held', n));
      await fair(page);
      await page.waitForTimeout(300);
      expect(await unfair(page)).toEqual([]);
      expect(beyondFiles(visitor).filter((line) => !line.endsWith('/embeds.js'))).toEqual([]);
      await expectNoYes(visitor);
      await clickAt(visitor, 'reject-all');
      await until(() => gone(page), 'the banner to go');
      await expectNoYes(visitor);
      await visitor.close();
    },
  );

  test.each(SAFE.map(({ does }, n) => [does, n] as const))(
    '%s: that can not be held, and no click becomes a yes',
    async (_, n) => {
      const visitor = await scene.visit();
      const { page } = visitor;
      await visitor.open(at('safe', n));
      // Where the page lets it be loaded, the guard is there.
      await guarding(visitor, 4000).catch(() => {});
      await page.waitForTimeout(1000);
      for (let i = 0; i < 3; i++) {
        await clickAt(visitor, 'accept-all');
        await page.waitForTimeout(300);
      }
      await expectNoYes(visitor);
      await visitor.close();
    },
  );
});

test('without its guard the banner would be weakened by some of these', async () => {
  const visitor = await scene.visit();
  await visitor.context.route('**/guard.js', (route) => route.abort());
  const n = HELD.findIndex(
    ({ does }) => does === 'hides the button that refuses, in an earlier layer and important',
  );
  await visitor.open(at('held', n));
  await visitor.page.waitForTimeout(1000);
  expect(await unfair(visitor.page)).not.toEqual([]);
});

test('there are at least forty of them', () => {
  expect(HELD.length + SAFE.length).toBeGreaterThanOrEqual(40);
});
