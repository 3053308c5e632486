import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until } from './visitor.ts';

const scene = openScene();
const NEXT = '/p/stone-mug?region=DE';

describe('a page that is prerendered', () => {
  test('sends nothing until it is looked at', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await visitor.accept();
    await page.evaluate((next) => {
      const rules = document.createElement('script');
      rules.type = 'speculationrules';
      rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: [next] }] });
      document.head.append(rules);
    }, NEXT);
    await settle(page);
    expect(names(await visitor.held())).not.toContain('view_item');
    await page.evaluate((next) => location.assign(next), NEXT);
    await page.waitForURL(/stone-mug/);
    const activation = await page.evaluate(
      () =>
        (performance.getEntriesByType('navigation')[0] as unknown as { activationStart: number })
          .activationStart,
    );
    expect(activation).toBeGreaterThan(0);
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
  });
});
