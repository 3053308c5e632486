import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';

const scene = openScene();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe-core finds wrong with what Sayso shows: rule, element and why. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(
    (tags) =>
      (
        window as unknown as { axe: { run(at: string, how: object): Promise<{ violations: Violation[] }> } }
      ).axe.run('sayso-banner', { runOnly: tags, rules: { 'target-size': { enabled: true } } }),
    WCAG,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const looks: [string, VisitorOptions, Parameters<Page['emulateMedia']>[0]][] = [
  ['light', {}, { colorScheme: 'light' }],
  ['dark', {}, { colorScheme: 'dark' }],
  ['forced colours', {}, { forcedColors: 'active' }],
  ['reduced motion', {}, { reducedMotion: 'reduce' }],
  ['right to left', { locale: 'ar' }, {}],
  ['320 pixels', { viewport: { width: 320, height: 640 } }, {}],
  // What 1280 × 1024 are at 400 % (WCAG 2.2, 1.4.10).
  ['400 % zoom', { viewport: { width: 320, height: 256 } }, {}],
];

const states: [string, VisitorOptions, (visitor: Visitor) => Promise<void>][] = [
  ['the banner', {}, (visitor) => shown(visitor, '/?region=DE', 'accept-all')],
  ['the notice', {}, (visitor) => shown(visitor, '/?region=US', 'ok')],
  [
    'the banner under a signal',
    { gpc: { header: true } },
    (visitor) => shown(visitor, '/?region=DE', 'accept-all'),
  ],
  [
    'the preferences',
    {},
    async (visitor) => {
      await shown(visitor, '/?region=DE', 'accept-all');
      await visitor.openPreferences();
    },
  ],
  [
    'the preferences after a choice',
    {},
    async (visitor) => {
      await shown(visitor, '/?region=DE', 'accept-all');
      await visitor.accept();
      await visitor.openPreferences();
    },
  ],
];

async function shown({ open, page }: Visitor, path: string, action: string): Promise<void> {
  await open(path);
  await page.locator(`sayso-banner [data-action="${action}"]`).waitFor();
}

describe.each(states)('%s', (_state, as, reach) => {
  test.each(looks)('has nothing that axe-core finds wrong: %s', async (_look, how, media) => {
    const visitor = await scene.visit({ ...as, ...how });
    await visitor.page.emulateMedia(media);
    await reach(visitor);
    expect(await violations(visitor.page)).toEqual([]);
    await visitor.close();
  });
});

test('axe-core sees what would be wrong', async () => {
  const visitor = await scene.visit();
  await shown(visitor, '/?region=DE', 'accept-all');
  await visitor.page.evaluate(() => document.querySelector('sayso-banner button')?.replaceChildren());
  expect(await violations(visitor.page)).not.toEqual([]);
});

describe('with the keyboard alone', () => {
  const focused = (page: Page): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-action') ?? null);

  test('every action is reached in the order in which it is read, and the focus is never hidden', async () => {
    const visitor = await scene.visit({ viewport: { width: 320, height: 640 } });
    const { page } = visitor;
    await shown(visitor, '/?region=DE', 'accept-all');
    const seen: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
      const onTop = await page.evaluate(() => {
        const element = document.activeElement;
        const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
        return !!element?.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      expect(onTop, `${seen.at(-1)} is on top`).toBe(true);
    }
    expect(seen).toEqual(['reject-all', 'accept-all', 'customise', null]);
  });

  test('the preferences take the focus, keep it, and give it back', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await shown(visitor, '/?region=DE', 'accept-all');
    await page.locator('[data-action=customise]').focus();
    await page.keyboard.press('Enter');
    await page.locator('sayso-banner dialog').waitFor();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await page.locator('sayso-banner dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('customise');
  });
});

test('a screen reader is told the name and the kind of each part', async () => {
  const visitor = await scene.visit();
  const { page } = visitor;
  await shown(visitor, '/?region=DE', 'accept-all');
  const region = page.getByRole('region', {
    name: (await page.locator('sayso-banner h2').textContent()) ?? '',
  });
  for (const name of ['Reject all', 'Accept all', 'Customise'])
    expect(await region.getByRole('button', { name, exact: true }).count()).toBe(1);
  await visitor.openPreferences();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('heading').count()).toBeGreaterThan(0);
  expect(await dialog.getByRole('switch').or(dialog.getByRole('checkbox')).count()).toBeGreaterThanOrEqual(3);
});
