import { describe, expect, test } from 'vitest';
import { begun, captured, openCapture, propsOf } from './capture-scene.ts';
import { until, type Visitor } from './visitor.ts';

const LONG = '<h1>Long</h1><p style="height: 4000px">Much to read</p>';

const scene = openCapture(
  { sources: ['page', 'scroll', 'engagement', 'vitals', 'error'] },
  {
    '/long': `${LONG}<button id="go" onclick="history.pushState(null, '', '/other')">Go</button>`,
    '/short': '<h1>Short</h1><p>Little to read</p>',
    '/shifting': `<h1>Shifting</h1><div id="room" style="height: 10px"></div>
      <p id="text" style="height: 400px; background: #ccc">It will be pushed down, and further</p>
      <button id="slow">Slow</button>
      <script>
        const grow = (height) => { document.querySelector('#room').style.height = height; };
        setTimeout(() => grow('200px'), 300);
        setTimeout(() => grow('300px'), 500);
        setTimeout(() => grow('500px'), 2200);
        document.querySelector('#slow').onclick = () => {
          const end = performance.now() + 120;
          while (performance.now() < end);
          document.body.append('done');
        };
      </script>`,
    '/broken': `<h1>Broken</h1><script>
        addEventListener('break', () => {
          setTimeout(() => { throw new Error('secret words of jane@doe.example'); });
          Promise.reject(new Error('more secret words'));
          document.body.append(Object.assign(new Image(), { src: '/missing-secret.png' }));
        });
      </script>`,
  },
);

const percents = (events: unknown[]): unknown[] =>
  events.map((props) => (props as { percent: number }).percent);
/** As when the visitor turns to another tab: the page is told so, and comes back. */
const turnAway = ({ page }: Visitor): Promise<void> =>
  page.evaluate(() => {
    const show = (state: string): void => {
      Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    show('hidden');
    show('visible');
  });

describe.concurrent('how far a page is read', () => {
  test('is told at five places, each once a page view', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/long');
    await begun(visitor, 'scroll');
    await page.evaluate(() => scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * 0.6));
    expect(percents(await propsOf(visitor, 'scroll', 2))).toEqual([25, 50]);
    for (const y of [0, 99_999, 0, 99_999]) {
      await page.evaluate((top) => scrollTo(0, top), y);
      await page.waitForTimeout(150);
    }
    expect(percents(await propsOf(visitor, 'scroll', 5))).toEqual([25, 50, 75, 90, 100]);
    await page.locator('#go').click();
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(200);
    const again = (await captured(visitor, 'scroll')).slice(5);
    expect(again.every((event) => event.page?.path === '/other' && event.props?.percent === 25)).toBe(true);
  });

  test('is nothing on a page that does not scroll', async () => {
    const visitor = await scene.returning();
    await visitor.open('/short');
    await begun(visitor, 'scroll');
    await visitor.page.mouse.wheel(0, 2000);
    await visitor.page.evaluate(() => document.dispatchEvent(new Event('scroll')));
    await visitor.page.waitForTimeout(300);
    expect(await captured(visitor, 'scroll')).toEqual([]);
  });
});

describe.concurrent('for how long a page is looked at', () => {
  test('is told when it is left, and counts no time in the background', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/long');
    await begun(visitor, 'engagement');
    await page.waitForTimeout(1000);
    await turnAway(visitor);
    const [first] = (await propsOf(visitor, 'engagement')) as { ms: number }[];
    expect(first?.ms).toBeGreaterThan(900);
    expect(first?.ms).toBeLessThan(4000);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
      dispatchEvent(new Event('blur'));
    });
    const before = (await captured(visitor, 'engagement')).length;
    await page.waitForTimeout(1500);
    await turnAway(visitor);
    const after = (await captured(visitor, 'engagement')) as unknown as { props: { ms: number } }[];
    const rest = after.slice(before).reduce((sum, { props }) => sum + props.ms, 0);
    expect(rest).toBeLessThan(1000);
  });

  test('belongs to the page that was looked at, also where the next comes without a load', async () => {
    const visitor = await scene.returning();
    await visitor.open('/long');
    await begun(visitor, 'engagement');
    await visitor.page.waitForTimeout(400);
    await visitor.page.locator('#go').click();
    const [event] = await until(async () => {
      const events = await captured(visitor, 'engagement');
      return events.length ? events : null;
    }, 'the engagement');
    expect(event?.page?.path).toBe('/long');
    const views = await captured(visitor, 'page_view');
    expect(event?.page?.id).toBe(views.find(({ page }) => page?.path === '/long')?.page?.id);
  });
});

describe.concurrent('how a page felt', () => {
  test('is its largest paint, its worst shifts and its slowest interaction, as web.dev defines them', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/shifting');
    // What the browser itself says, by the definitions, written down another way.
    const expected = await page.evaluate(
      () =>
        new Promise<{ LCP: number; CLS: number }>((resolve) => {
          const shifts: { at: number; value: number }[] = [];
          let LCP = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) LCP = entry.startTime;
          }).observe({ type: 'largest-contentful-paint', buffered: true });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
              shifts.push({ at: entry.startTime, value: entry.value });
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => {
            const sums = shifts.map((start, i) => {
              let sum = 0;
              let last = start.at;
              for (const { at, value } of shifts.slice(i)) {
                if (at - last >= 1000 || at - start.at >= 5000) break;
                sum += value;
                last = at;
              }
              return sum;
            });
            resolve({ LCP, CLS: Math.max(0, ...sums) });
          }, 3000);
        }),
    );
    expect(expected.CLS).toBeGreaterThan(0.01);
    await page.locator('#slow').click();
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          // The browser tells of an interaction once it has painted what came of it.
          new PerformanceObserver(() => setTimeout(resolve, 300)).observe({
            type: 'event',
            buffered: true,
            durationThreshold: 104,
          } as PerformanceObserverInit);
        }),
    );
    await turnAway(visitor);
    const told = Object.fromEntries(
      ((await propsOf(visitor, 'web_vital', 3)) as { metric: string; value: number }[]).map(
        ({ metric, value }) => [metric, value],
      ),
    );
    expect(told.LCP).toBeCloseTo(expected.LCP, 0);
    expect(told.CLS).toBeCloseTo(expected.CLS, 3);
    expect(told.INP).toBeGreaterThanOrEqual(112);
    expect(told.INP).toBeLessThan(600);
    expect((told.INP ?? 0) % 8).toBe(0);
  });

  test('is nothing where the visitor chose on that page: some of it was measured before', async () => {
    const visitor = await scene.visit();
    await visitor.open('/shifting');
    await visitor.accept();
    await begun(visitor, 'vitals');
    await visitor.page.waitForTimeout(500);
    await turnAway(visitor);
    expect(await captured(visitor, 'web_vital')).toEqual([]);
    await visitor.open('/shifting');
    await begun(visitor, 'vitals');
    await turnAway(visitor);
    await propsOf(visitor, 'web_vital', 2);
  });
});

test('of what goes wrong its kind is told, and not a word of it', async () => {
  const visitor = await scene.returning();
  await visitor.open('/broken');
  await begun(visitor, 'error');
  await visitor.page.evaluate(() => dispatchEvent(new Event('break')));
  const kinds = (await propsOf(visitor, 'error', 3)) as object[];
  expect(new Set(kinds.map((props) => JSON.stringify(props)))).toEqual(
    new Set(['{"kind":"error"}', '{"kind":"unhandledrejection"}', '{"kind":"resource"}']),
  );
  for (let n = 0; n < 20; n++) await visitor.page.evaluate(() => dispatchEvent(new Event('break')));
  await visitor.page.waitForTimeout(500);
  expect(await captured(visitor, 'error')).toHaveLength(10);
  expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/secret|jane/);
});
