import { describe, expect, test } from 'vitest';
import { captured, openCapture, propsOf } from './capture-scene.ts';
import { until } from './visitor.ts';

const scene = openCapture(
  { sources: ['page', 'click'], hashRoutes: true },
  {
    '/app/': `<h1>App</h1><a href="#/cups/2?sort=price">Cups</a> <a href="#/orders/8812345">Order</a>
      <a href="#reviews">Reviews</a> <a href="?colour=red">Red</a>`,
    '/app/?colour=red': '<h1>Red</h1>',
    '/clicks': `<h1>Clicks</h1><shadow-box></shadow-box><closed-box></closed-box>
      <a href="/files/list.pdf" id="file">Price list</a>
      <a href="https://else.example/a?q=1#f" id="out">Elsewhere</a>
      <div role="button" id="role">Role</div>
      <div id="many"></div>
      <script>
        for (const mode of ['open', 'closed'])
          customElements.define(mode === 'open' ? 'shadow-box' : 'closed-box', class extends HTMLElement {
            constructor() {
              super();
              const root = this.attachShadow({ mode });
              root.innerHTML = '<button>Inside ' + mode + '</button>';
            }
          });
        addEventListener('click', (event) => event.preventDefault());
      </script>`,
    '/leaving': `<h1>Leaving</h1><a href="/next" onclick="this.textContent = 'Hello Jane Doe'">Onwards</a>`,
    '/next': '<h1>Next</h1>',
  },
);

describe.concurrent('pages', () => {
  test('are told apart by routes in the fragment, without what stands behind them', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/app/');
    await page.getByText('Cups').click();
    await page.getByText('Order').click();
    await page.getByText('Reviews').click();
    const paths = await until(async () => {
      const views = (await captured(visitor, 'page_view')).map((event) => event.page);
      return views.some((one) => one?.path?.includes('orders')) ? views : null;
    }, 'the order');
    expect(paths.map((one) => one?.path)).toEqual(['/app/', '/app/cups/2', '/app/orders/:id', '/app/']);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toMatch(/8812345|sort|#/);
  });

  test('are not told apart by their query', async () => {
    const visitor = await scene.returning();
    await visitor.open('/app/');
    await visitor.page.evaluate(() => history.pushState(null, '', '?colour=red'));
    await visitor.page.evaluate(() => history.replaceState(null, '', '?colour=blue#here'));
    await visitor.page.waitForTimeout(300);
    const views = (await captured(visitor, 'page_view')).filter((event) => event.page?.path === '/app/');
    expect(views).toHaveLength(1);
  });
});

describe.concurrent('clicks', () => {
  test('are seen through an open shadow root, with nothing of a closed one', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    await visitor.open('/clicks');
    await page.locator('shadow-box button').click();
    const box = await page.locator('closed-box').boundingBox();
    await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await page.locator('#role').click();
    expect(await propsOf(visitor, 'click', 2)).toEqual([
      { tag: 'button', text: 'Inside open' },
      { tag: 'div', text: 'Role' },
    ]);
  });

  test('that leave the page go with it, once, as it was when they were made', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    for (let n = 0; n < 3; n++) {
      await visitor.open('/leaving');
      await until(async () => (await captured(visitor, 'page_view')).length > 2 * n, 'the page view');
      await page.locator('a').click();
      await page.waitForURL('**/next');
      await until(async () => (await captured(visitor, 'page_view')).length > 2 * n + 1, 'the next one');
    }
    const clicks = (await captured(visitor, 'click')).map(({ page: at, props }) => [at?.path, props]);
    const href = `${scene.shop.store}/next`;
    expect(clicks).toEqual(Array(3).fill(['/leaving', { tag: 'a', text: 'Onwards', href }]));
  });

  test('on files and other sites say so', async () => {
    const visitor = await scene.returning();
    await visitor.open('/clicks');
    await visitor.page.locator('#file').click();
    await visitor.page.locator('#out').click();
    expect(await propsOf(visitor, 'click', 2)).toEqual([
      { tag: 'a', text: 'Price list', href: `${scene.shop.store}/files/list.pdf`, download: true },
      { tag: 'a', text: 'Elsewhere', href: 'https://else.example/a', outbound: true },
    ]);
  });

  test('that come twice or in a rage are one, and of too many the rest is told of once', async () => {
    const visitor = await scene.returning();
    const { page } = visitor;
    const refused: { reason: string; count: number }[] = [];
    await page.exposeFunction('tell', (what: { reason: string; count: number }) => refused.push(what));
    await visitor.open('/clicks');
    await page.evaluate(() =>
      window.sayso.on('refused', (what) => (window as unknown as { tell(x: unknown): void }).tell(what)),
    );
    await page.locator('#role').dblclick();
    await page.locator('#role').click({ clickCount: 5, delay: 20 });
    expect(await propsOf(visitor, 'click')).toHaveLength(1);
    await page.evaluate(() => {
      const many = document.querySelector('#many') as HTMLElement;
      for (let n = 0; n < 130; n++) many.append(document.createElement('button'));
    });
    // A person can't: the browser itself does, so that each is trusted.
    const client = await visitor.context.newCDPSession(page);
    const places = await page.evaluate(() =>
      [...document.querySelectorAll('#many button')].map((button) => {
        const { x, y } = button.getBoundingClientRect();
        return { x: x + 3, y: y + 3 };
      }),
    );
    await Promise.all(
      places.flatMap(({ x, y }) =>
        (['mousePressed', 'mouseReleased'] as const).map((type) =>
          client.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 }),
        ),
      ),
    );
    await until(() => refused.length, 'the report');
    await page.waitForTimeout(1200);
    const taken = (await captured(visitor, 'click')).length - 1;
    expect(taken).toBeGreaterThanOrEqual(100);
    expect(refused.map(({ reason }) => reason)).toEqual(refused.map(() => 'too-many'));
    expect(taken + refused.reduce((sum, { count }) => sum + count, 0)).toBe(130);
  });
});
