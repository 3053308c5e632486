import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { until, type Visitor } from './visitor.ts';

const scene = openScene();
const PHONE = { width: 320, height: 640 };

const asked = ({ page }: Visitor): Promise<void> => page.locator('[data-action="reject-all"]').waitFor();

/** The sum of what moved on the page by itself. */
async function watchShifts({ context }: Visitor): Promise<void> {
  await context.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
      document.documentElement.dataset.shift = String(sum);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}
const shift = ({ page }: Visitor): Promise<string | null> => page.locator('html').getAttribute('data-shift');

describe.concurrent.each([
  ['a desktop', { width: 1280, height: 720 }],
  ['a phone', PHONE],
])('the banner on %s', (_, viewport) => {
  test('moves nothing on the page, neither when it comes nor when it goes', async () => {
    const visitor = await scene.visit({ viewport });
    await watchShifts(visitor);
    await visitor.open('/?region=DE');
    await asked(visitor);
    await visitor.page.waitForTimeout(300);
    const come = await shift(visitor);
    await visitor.act('reject-all');
    await until(
      async () => (await visitor.page.locator('sayso-banner [data-action]').count()) === 0,
      'it to go',
    );
    await visitor.page.waitForTimeout(700);
    expect([come, await shift(visitor)]).toEqual([null, null]);
    // Something that moves is seen.
    await visitor.page.evaluate(() =>
      document.body.prepend(Object.assign(document.createElement('div'), { style: 'height:200px' })),
    );
    await until(() => shift(visitor), 'a shift');
  });

  test('does not lock scrolling', async () => {
    const visitor = await scene.visit({ viewport });
    await visitor.open('/?region=DE');
    await asked(visitor);
    await visitor.page.mouse.move(viewport.width / 2, 100);
    await visitor.page.mouse.wheel(0, 400);
    await until(() => visitor.page.evaluate(() => scrollY > 300), 'the page to scroll');
  });

  test('offers yes and no alike: same size, same colours, same font, same line', async () => {
    const visitor = await scene.visit({ viewport });
    await visitor.open('/?region=DE');
    await asked(visitor);
    const look = (action: string) =>
      visitor.page.locator(`[data-action="${action}"]`).evaluate((button) => {
        const { width, height, top } = button.getBoundingClientRect();
        const style = getComputedStyle(button);
        return {
          width,
          height,
          top,
          style: [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`),
        };
      });
    const [yes, no] = [await look('accept-all'), await look('reject-all')];
    const lacksOrigin = ({ style, ...rest }: typeof yes) => ({
      ...rest,
      style: style.filter((line) => !/^(perspective|transform)-origin/.test(line)),
    });
    expect(lacksOrigin(yes)).toEqual(lacksOrigin(no));
    expect(yes.height).toBeGreaterThanOrEqual(44);
  });

  test('leaves every link, button and field of the store within reach', async () => {
    const visitor = await scene.visit({ viewport });
    await visitor.open('/?region=DE');
    await asked(visitor);
    const hidden = await visitor.page.evaluate(async () => {
      const found: string[] = [];
      for (const element of document.querySelectorAll('body > :not(sayso-banner) :is(a, button, input)')) {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        if (!width || !height) continue;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (hit?.closest('sayso-banner')) found.push(element.textContent?.trim() || element.outerHTML);
      }
      return found;
    });
    expect(hidden).toEqual([]);
  });
});
