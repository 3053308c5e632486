import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import type { Visitor, VisitorOptions } from './visitor.ts';

const LAYOUTS = ['bar', 'box', 'corner'];
const scene = openScene({
  pages: (collector) => {
    const page = (attributes: string, rules = ''): { html: string } => ({
      html: `<meta name="viewport" content="width=device-width"><style>body{margin:0}${rules}</style><h1>A store</h1>${'<p>Things for the home. <a href="#x">More</a></p>'.repeat(60)}<script src="${collector}/s/demo.js" data-region="DE" ${attributes}></script>`,
    });
    return {
      ...Object.fromEntries(LAYOUTS.map((layout) => [`/${layout}`, page(`data-layout="${layout}"`)])),
      ...Object.fromEntries(
        LAYOUTS.map((layout) => [`/ar/${layout}`, page(`data-locale="ar" data-layout="${layout}"`)]),
      ),
      '/none': page(''),
      '/raised': page('', ':root{--sayso-bottom:64px}'),
      '/raised-away': page('', ':root{--sayso-bottom:9999px}'),
    };
  },
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function boxOf(path: string, options: VisitorOptions): Promise<{ visitor: Visitor; box: Box }> {
  const visitor = await scene.visit(options);
  await visitor.context.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
      document.documentElement.dataset.shift = String(sum);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await visitor.open(path);
  await visitor.page.locator('[data-action=reject-all]').waitFor();
  await visitor.page.waitForTimeout(900);
  const box = await visitor.page.locator('sayso-banner').boundingBox();
  if (!box) throw new Error('there is no banner');
  return { visitor, box };
}

const SIZES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 700, height: 900 },
  { width: 1280, height: 800 },
];

describe.concurrent.each(LAYOUTS)('the layout %s', (layout) => {
  test.each(SIZES)(
    'takes at most half of $width × $height, moves nothing, scrolls one way only',
    async (viewport) => {
      const { visitor, box } = await boxOf(`/${layout}`, { viewport });
      const { page } = visitor;
      expect(box.height).toBeLessThanOrEqual(viewport.height / 2);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
      expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
      expect(await page.locator('html').getAttribute('data-shift')).toBeNull();
      const sideways = await page
        .locator('sayso-banner')
        .evaluate((host) => host.scrollWidth > host.clientWidth);
      expect(sideways).toBe(false);
      // Both answers are in sight without any scrolling, in one row.
      const [no, yes] = await Promise.all(
        ['reject-all', 'accept-all'].map((name) => page.locator(`[data-action=${name}]`).boundingBox()),
      );
      expect(no?.y).toBe(yes?.y);
      expect((no?.y ?? 0) + (no?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
      // The rest of the page is free.
      await page.mouse.wheel(0, 200);
      await page.locator('h1').evaluate((heading) => heading.scrollIntoView());
      await page.locator('body > p a').first().click();
      expect(new URL(page.url()).hash).toBe('#x');
    },
  );

  test('is the same sheet as the others on a phone', async () => {
    const viewport = { width: 390, height: 844 };
    const [{ box }, { box: bar }] = await Promise.all([
      boxOf(`/${layout}`, { viewport }),
      boxOf('/bar', { viewport }),
    ]);
    expect(box).toEqual(bar);
    expect(box).toMatchObject({ x: 0, width: 390 });
    expect(box.y + box.height).toBe(844);
  });
});

test('the bar is across the window, the box in its middle, the corner at the end of the line', async () => {
  const viewport = { width: 1280, height: 800 };
  const of = async (path: string): Promise<Box> => (await boxOf(path, { viewport })).box;
  const [bar, box, corner, mirrored] = await Promise.all([
    of('/bar'),
    of('/box'),
    of('/corner'),
    of('/ar/corner'),
  ]);
  expect(bar).toMatchObject({ x: 80, width: 1120 });
  expect(box).toMatchObject({ x: 400, width: 480 });
  expect(corner).toMatchObject({ width: 400 });
  expect(corner.x + corner.width).toBe(1264);
  expect(mirrored).toMatchObject({ x: 16, width: 400 });
});

test('where nothing is said it is a bar', async () => {
  const viewport = { width: 1280, height: 800 };
  const { box } = await boxOf('/none', { viewport });
  expect(box).toEqual((await boxOf('/bar', { viewport })).box);
});

test('a store that has a bar at the bottom can say how high it is, and can not push the banner out', async () => {
  const viewport = { width: 390, height: 844 };
  const of = async (path: string): Promise<Box> => (await boxOf(path, { viewport })).box;
  const [box, raised, away] = await Promise.all([of('/none'), of('/raised'), of('/raised-away')]);
  expect(box.y - raised.y).toBe(64);
  expect(away.y).toBeGreaterThanOrEqual(0);
});
