import { describe, expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { names, settle, until, type Visitor } from './visitor.ts';

const scene = openScene();
const RECEIPTS = '/v1/demo/receipts';
const EVENTS = '/v1/demo/events';

const words = (visitor: Visitor): unknown =>
  visitor.page.evaluate(() => window.sayso.consent.get().choice?.purposes);

describe.concurrent('accepting all', () => {
  test('opens the gate: one receipt for every purpose, and the page view from the choice on', async () => {
    const visitor = await scene.visit();
    await visitor.open('/p/stone-mug?region=DE');
    const held = await visitor.accept();
    expect(held.receipts).toHaveLength(1);
    const [receipt] = await visitor.receipts();
    expect(receipt).toMatchObject({
      method: 'accept-all',
      basis: 'consent',
      regime: 'opt-in',
      region: 'DE',
      purposes: { preferences: 'granted', analytics: 'granted', marketing: 'granted' },
      effective: true,
    });
    expect(receipt?.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect(names(held).slice(0, 2)).toEqual(['page_view', 'view_item']);
    for (const { at } of held.events) expect(at >= String(receipt?.at)).toBe(true);
  });
});

describe.concurrent('a call that was made before the script had loaded', () => {
  test('hears a returning visitor’s first state, and what is no call harms nothing', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.accept();
    await visitor.context.addInitScript(() => {
      const heard: unknown[] = [];
      const queue = [
        null,
        'on',
        ['on', 'consent', (state: { allowed: unknown }) => heard.push(state.allowed)],
      ];
      Object.assign(window, { heard, sayso: queue });
    });
    await visitor.open('/p/stone-mug?region=DE');
    const heard = await until(
      () => visitor.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard[0]),
      'the first state',
    );
    expect(heard).toMatchObject({ analytics: true, marketing: true });
    expect(visitor.errors).toEqual([]);
  });
});

describe.concurrent('rejecting all', () => {
  test('leaves one cookie without an identifier, the same bytes for any two visitors', async () => {
    const cookies = [];
    for (const _ of ['one', 'another']) {
      const visitor = await scene.visit();
      await visitor.open('/?region=DE');
      await visitor.act('reject-all');
      await until(() => visitor.asked.includes(`POST ${RECEIPTS}`), 'the receipt');
      await settle(visitor.page);
      expect(await visitor.stored()).toEqual(['cookie sayso-demo']);
      expect(visitor.sent(RECEIPTS)[0]).not.toHaveProperty('subject');
      expect(visitor.asked).not.toContain(`POST ${EVENTS}`);
      cookies.push((await visitor.cookies())[0]?.value);
      await visitor.close();
    }
    expect(cookies[0]).toBeTruthy();
    expect(cookies[1]).toBe(cookies[0]);
  });

  test('is remembered: the next page does not ask again, and nothing is captured there', async () => {
    const visitor = await scene.visit();
    await visitor.open('/?region=DE');
    await visitor.act('reject-all');
    await until(async () => (await visitor.cookies()).length, 'the cookie');
    await visitor.open('/p/stone-mug?region=DE');
    await settle(visitor.page);
    expect(await visitor.page.locator('sayso-banner').count()).toBe(0);
    expect(visitor.asked).not.toContain(`POST ${EVENTS}`);
  });
});

describe.concurrent('choosing for each purpose', () => {
  test('only what was switched on is captured', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await visitor.openPreferences();
    await page.getByRole('switch', { name: 'Analytics' }).click();
    await visitor.act('save');
    await until(async () => names(await visitor.held()).includes('page_view'), 'the page_view');
    expect(await words(visitor)).toEqual({ preferences: false, analytics: true, marketing: false });
    await visitor.open('/p/stone-mug?region=DE');
    await page.getByRole('button', { name: 'Save for later' }).click();
    await page.waitForLoadState();
    await until(async () => names(await visitor.held()).includes('click'), 'the click');
    await settle(page);
    // The hero's promotion belongs to preferences, saving for later to marketing: neither was allowed.
    const seen = new Set(names(await visitor.held()));
    expect(seen).toContain('view_item');
    expect(seen).not.toContain('view_promotion');
    expect(seen).not.toContain('add_to_wishlist');
    const told = visitor.sent(EVENTS).flatMap(({ events }) => events as { name: string }[]);
    expect(told.filter(({ name }) => /promotion|wishlist/.test(name))).toEqual([]);
  });
});

describe.concurrent('withdrawing', () => {
  test('takes one click, closes the gate at once, and fifty events that waited are never stored', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await visitor.accept();
    const subject = await visitor.subject();
    await settle(page);
    const before = names(await visitor.held(subject));
    await visitor.openPreferences();
    // No batch leaves until they are all there and the visitor has said no.
    await page.route(`**${EVENTS}`, () => {});
    await page.evaluate(() => {
      for (let n = 0; n < 50; n++) window.sayso.track('search', { search_term: `waited ${n}` });
    });
    await visitor.act('withdraw');
    expect(await page.evaluate(() => window.sayso.consent.get().allowed.analytics)).toBe(false);
    await page.unroute(`**${EVENTS}`);
    await page.evaluate(() => window.sayso.track('search', { search_term: 'after' }));
    await until(async () => (await visitor.receipts()).length === 2, 'the withdrawal');
    await visitor.open('/p/stone-mug?region=DE');
    await settle(page);
    expect(names(await visitor.held(subject))).toEqual(before);
    expect(await visitor.subject()).toBeNull();
    expect(await visitor.stored()).toEqual(['cookie sayso-demo']);
    expect(scene.shop.bytes().includes('waited')).toBe(false);
  });
});

describe.concurrent('a returning visitor', () => {
  test('is not asked again; events flow, under the same receipt and subject', async () => {
    const visitor = await scene.visit();
    const { page } = visitor;
    await visitor.open('/?region=DE');
    await visitor.accept();
    const [before] = await visitor.cookies();
    await page.waitForTimeout(1100);
    await visitor.open('/p/stone-mug?region=DE');
    await until(async () => names(await visitor.held()).includes('view_item'), 'the view_item');
    expect(await page.locator('sayso-banner').count()).toBe(0);
    expect((await visitor.held())?.receipts).toHaveLength(1);
    expect(visitor.sent(RECEIPTS)).toHaveLength(1);
    const [after] = await visitor.cookies();
    expect(after?.value).toBe(before?.value);
    // A visit does not lengthen the life of the choice.
    expect(after?.expires).toBeLessThanOrEqual((before?.expires ?? 0) + 0.5);
  });
});
