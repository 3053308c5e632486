import { describe, expect, test } from 'vitest';
import { ALL, begun, captured, openCapture, propsOf } from './capture-scene.ts';
import { settle, until, type Visitor } from './visitor.ts';

const PAGE = '<h1>A page</h1><p style="height: 3000px"></p><button>Press</button>';
const scene = openCapture(
  {
    sources: ALL,
    selectors: { product: 'main', id: 'h1' },
  },
  { '/page': PAGE },
  (policy) => {
    // An event of its own purpose, which is granted alone.
    for (const purpose of policy.purposes) {
      const events: string[] = purpose.events ?? [];
      purpose.events = events.filter((name) => name !== 'scroll');
      if (purpose.id === 'preferences') purpose.events.push('scroll');
    }
  },
);

const files = ({ asked }: Visitor): string[] =>
  asked.flatMap((path) => /\/(source-\w+|sources)\.js$/.exec(path)?.[1] ?? []).sort();

describe.concurrent('the files of what captures', () => {
  test('are not asked for before a choice, nor after a no', async () => {
    const visitor = await scene.visit();
    await visitor.open('/page');
    await settle(visitor.page);
    await visitor.act('reject-all');
    await settle(visitor.page);
    // What guards the banner is none of them.
    const asked = visitor.asked.filter((path) => !/\/(guard|mend)\.js$/.test(path));
    expect(asked).toEqual(['GET /s/demo.js', 'POST /v1/demo/receipts']);
  });

  test('are one for each source, after a yes', async () => {
    const visitor = await scene.returning();
    await visitor.open('/page');
    await begun(visitor, 'selectors');
    const named = ALL.filter((name) => !['page', 'click', 'markup'].includes(name));
    expect(new Set(files(visitor))).toEqual(new Set([...named.map((name) => `source-${name}`), 'sources']));
    expect(visitor.errors).toEqual([]);
  });

  test('are those alone whose purpose is allowed', async () => {
    const visitor = await scene.visit();
    await visitor.open('/page');
    await visitor.openPreferences();
    await visitor.page.getByRole('switch', { name: 'Preferences' }).click();
    await visitor.act('save');
    await begun(visitor, 'scroll');
    await visitor.page.mouse.wheel(0, 5000);
    await until(async () => (await captured(visitor, 'scroll')).length === 5, 'the scrolling');
    expect(files(visitor)).toEqual(['source-dataLayer', 'source-scroll', 'sources']);
    expect((await visitor.held())?.events.filter(({ name }) => name !== 'scroll')).toEqual([]);
  });

  test('stop with a withdrawal: nothing listens any more, and nothing is sent', async () => {
    const visitor = await scene.returning();
    await visitor.open('/page');
    await begun(visitor, 'selectors');
    // What is still on its way when the withdrawal is made would be refused, and told.
    await propsOf(visitor, 'page_view');
    const subject = await visitor.subject();
    const refused: unknown[] = [];
    await visitor.page.exposeFunction('tell', (what: unknown) => refused.push(what));
    await visitor.page.evaluate(() => {
      window.sayso.on('refused', (what) => (window as unknown as { tell(x: unknown): void }).tell(what));
      return window.sayso.consent.withdraw();
    });
    const before = (await visitor.held(subject))?.events.length;
    await visitor.page.mouse.wheel(0, 5000);
    await visitor.page.evaluate(() => {
      (window as unknown as { dataLayer: unknown[] }).dataLayer.push({ event: 'search', search_term: 'mug' });
      Promise.reject(new Error('nobody hears it'));
    });
    await settle(visitor.page);
    expect((await visitor.held(subject))?.events).toHaveLength(before ?? 0);
    expect(refused).toEqual([]);
  });

  test('begin again with a yes that follows, without a load', async () => {
    const visitor = await scene.returning();
    await visitor.open('/page');
    await begun(visitor, 'selectors');
    await visitor.page.evaluate(() => window.sayso.consent.withdraw());
    await visitor.page.evaluate(() => window.sayso.consent.open());
    await visitor.page.locator('sayso-banner dialog').waitFor();
    await visitor.page.locator('dialog [data-action="accept-all"]').click();
    await until(() => visitor.subject(), 'the subject');
    await visitor.page.waitForTimeout(500);
    await visitor.page.mouse.move(300, 300);
    await visitor.page.evaluate(() => document.querySelector('dialog')?.close());
    await visitor.page.mouse.wheel(0, 5000);
    await until(async () => (await captured(visitor, 'scroll')).length === 5, 'the scrolling');
  });
});
