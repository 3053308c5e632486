import { afterEach, describe, expect, test } from 'vitest';
import { publish } from './publish.ts';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();
const RECEIPTS = 'POST /v1/demo/receipts';
const count = (visitor: Visitor, selector: string): Promise<number> =>
  visitor.page.locator(`sayso-banner ${selector}`).count();
const methods = async (visitor: Visitor): Promise<unknown[]> =>
  (await visitor.receipts()).map(({ method }) => method);

/** Somebody in California who has seen the notice. */
async function californian(): Promise<Visitor> {
  const visitor = await scene.visit();
  await visitor.open('/?region=US-CA');
  await until(async () => names(await visitor.held()).includes('page_view'), 'the page_view');
  return visitor;
}

describe.concurrent('where capture may begin with a notice', () => {
  test('subject, cookie and default receipt come after the notice was on the screen, not before', async () => {
    const visitor = await scene.visit();
    // Records, in the page, what was there when the first cookie was.
    await visitor.context.addInitScript(() => {
      const look = (): void => {
        if (!document.cookie.includes('sayso-')) return void setTimeout(look);
        document.documentElement.dataset.notice = String(
          !!document.querySelector('sayso-banner [data-action="ok"]'),
        );
      };
      look();
    });
    await visitor.open('/?region=US-CA');
    const held = await until(async () => {
      const found = await visitor.held();
      return found?.events.length ? found : null;
    }, 'events');
    expect(await visitor.page.locator('html').getAttribute('data-notice')).toBe('true');
    expect(await visitor.receipts()).toMatchObject([
      { method: 'default', basis: 'no-objection', regime: 'opt-out', region: 'US-CA', effective: true },
    ]);
    expect(names(held)).toContain('page_view');
    await visitor.page.waitForTimeout(300);
    expect(await count(visitor, '[data-action="ok"]')).toBe(1);
  });

  test('what the store told its other tools before the notice is not captured, what it tells them after it is', async () => {
    const visitor = await scene.visit();
    const push = (search_term: string) =>
      visitor.page.evaluate(
        (term) => Object(window).dataLayer.push({ event: 'search', search_term: term }),
        search_term,
      );
    await visitor.context.addInitScript(() => {
      Object.assign(window, { dataLayer: [{ event: 'search', search_term: 'before' }] });
    });
    await visitor.open('/?region=US-CA');
    await until(async () => names(await visitor.held()).includes('page_view'), 'the page view');
    await settle(visitor.page);
    await push('after');
    await until(async () => names(await visitor.held()).includes('search'), 'the search');
    const searches = (await visitor.held())?.events.filter(({ name }) => name === 'search');
    expect(searches?.map(({ props }) => props?.search_term)).toEqual(['after']);
  });

  test('a notice that was read is not shown again, and reading it is no receipt', async () => {
    const visitor = await californian();
    await visitor.act('ok');
    await visitor.open('/p/stone-mug?region=US-CA');
    await settle(visitor.page);
    expect(await count(visitor, '[data-action]')).toBe(0);
    expect(await methods(visitor)).toEqual(['default']);
    expect(names(await visitor.held())).toContain('view_item');
  });

  test('opting out ends it at once, for good, and leaves no identifier', async () => {
    const visitor = await californian();
    const subject = await visitor.subject();
    await visitor.act('reject-all');
    await until(async () => (await methods(visitor)).length === 2, 'the refusal');
    await settle(visitor.page);
    const before = names(await visitor.held(subject));
    await visitor.open('/p/stone-mug?region=US-CA');
    await settle(visitor.page);
    expect(names(await visitor.held(subject))).toEqual(before);
    expect(await visitor.subject()).toBeNull();
    expect(await count(visitor, '[data-action]')).toBe(0);
  });
});

describe.concurrent('a visitor who travels', () => {
  test('from California to Germany is asked, and what was a default covers nothing there', async () => {
    const visitor = await californian();
    const subject = await visitor.subject();
    await settle(visitor.page);
    const before = names(await visitor.held(subject));
    await visitor.open('/p/stone-mug?region=DE');
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    await settle(visitor.page);
    expect(names(await visitor.held(subject))).toEqual(before);
  });

  test('from Germany to California keeps a yes, and keeps a no', async () => {
    const yes = await scene.visit();
    await yes.open('/?region=DE');
    await yes.accept();
    await yes.open('/p/stone-mug?region=US-CA');
    await until(async () => names(await yes.held()).includes('view_item'), 'the view_item');
    expect(await count(yes, '[data-action]')).toBe(0);
    expect(await methods(yes)).toEqual(['accept-all']);

    const no = await scene.visit();
    await no.open('/?region=DE');
    await no.act('reject-all');
    await until(() => no.asked.includes(RECEIPTS), 'the receipt');
    await no.open('/p/stone-mug?region=US-CA');
    await settle(no.page);
    expect(await count(no, '[data-action]')).toBe(0);
    expect(no.sent('/v1/demo/events')).toEqual([]);
    expect(await no.subject()).toBeNull();
  });
});

describe.concurrent('a region that is not known', () => {
  test.each(['', '?region=ZZZZ', '?region=BR'])('has the strictest regime ("%s")', async (query) => {
    const visitor = await scene.visit();
    await visitor.open(`/${query}`);
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    expect(await visitor.stored()).toEqual([]);
  });
});

describe('where the policy does not trust the page', () => {
  afterEach(() => scene.shop.publish(() => {}));

  test('its claim can make things stricter, never looser', async () => {
    await publish(scene.shop, (policy) => {
      policy.region = { trustPage: false };
    });
    const visitor = await scene.visit();
    await visitor.open('/?region=US-CA');
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    await settle(visitor.page);
    expect(await visitor.stored()).toEqual([]);
  });
});
