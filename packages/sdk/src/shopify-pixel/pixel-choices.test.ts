import { toTime } from '@sayso/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALL } from '../../../../test/shopify/sandbox.ts';
import {
  clearScene,
  cookie,
  NAME,
  names,
  net,
  open,
  sent,
  setScene,
  settle,
  YES,
} from '../../../../test/shopify/scene.ts';

beforeEach(setScene);
afterEach(clearScene);

describe('a choice that is made on the page', () => {
  test('what the page still shows is seen from then on; what was done before is not captured', async () => {
    const { publish, consent, cookies } = open({ privacy: {}, choice: { analytics: false } });
    for (const name of ['page_viewed', 'product_viewed', 'clicked', 'product_added_to_cart'] as const)
      await publish(name, { timestamp: toTime(Date.now() - 5000) });
    expect(sent()).toEqual([]);
    const at = toTime(Date.now());
    cookies.set(NAME, cookie(YES));
    await consent(ALL);
    expect(sent().map(({ name, at }) => [name, at])).toEqual([
      ['page_view', at],
      ['view_item', at],
    ]);
  });

  test('counts without Shopify’s event, once something happens', async () => {
    const { publish, cookies } = open({ choice: { analytics: false } });
    await publish('page_viewed');
    cookies.set(NAME, cookie(YES));
    await publish('product_added_to_cart');
    expect(names().sort()).toEqual(['add_to_cart', 'page_view']);
  });

  test('is acknowledged before events are sent', async () => {
    const pending = { id: '01890a5d-ac96-774b-bcce-b302099a8057', method: 'save' } as const;
    const { publish, cookies } = open({ memory: { pending } });
    await publish('page_viewed');
    expect(sent()).toEqual([]);
    cookies.set(NAME, cookie(YES, { at: toTime(Date.now() - 1000) }));
    await settle(2000);
    expect(names()).toEqual(['page_view']);
  });
});

describe('a withdrawal', () => {
  test('net.calls back what is on its way, and nothing follows', async () => {
    net.answers = ['hang'];
    const { publish, consent, cookies } = open();
    await publish('product_added_to_cart');
    const [{ init }] = net.calls.slice(-1) as [(typeof net.calls)[number]];
    cookies.set(NAME, cookie({ analytics: false, marketing: false, profiling: false }));
    await consent({ ...ALL, analyticsProcessingAllowed: false }, false);
    expect(init.signal?.aborted).toBe(true);
    await settle(60_000);
    await publish('checkout_completed');
    expect(sent()).toHaveLength(1);
  });

  test('in the cookie alone stops what waits to be sent again', async () => {
    net.answers = [503, 503];
    const { publish, cookies } = open();
    await publish('product_added_to_cart');
    cookies.set(NAME, cookie({ analytics: false }));
    await settle(60_000);
    expect(sent()).toHaveLength(1);
  });

  test('at Shopify alone is enough', async () => {
    const { publish, consent } = open();
    await consent({ ...ALL, analyticsProcessingAllowed: false });
    await publish('checkout_completed');
    expect(sent()).toEqual([]);
  });
});

describe('a collector in trouble', () => {
  test('is asked four times, with the same events, and then left alone', async () => {
    net.answers = ['down', 503, 429, 500, 200];
    const { publish } = open();
    await publish('checkout_completed');
    await settle(120_000);
    expect(sent()).toHaveLength(4);
    expect(new Set(sent().map(({ id }) => id)).size).toBe(1);
    await publish('page_viewed');
    expect(names().slice(4)).toEqual(['page_view']);
  });

  test('gets them once it is there again', async () => {
    net.answers = [503, 200];
    const { publish } = open();
    await publish('checkout_completed');
    await settle(120_000);
    expect(names()).toEqual(['purchase', 'purchase']);
  });

  test.each([400, 403, 404, 410, 422])('that says %i has said it for good', async (status) => {
    net.answers = [status];
    const { publish } = open();
    await publish('checkout_completed');
    await settle(120_000);
    expect(sent()).toHaveLength(1);
  });

  test('that finds a batch too large gets halves', async () => {
    net.answers = ['down', 413, 200, 200];
    const { publish } = open();
    await publish('page_viewed');
    await publish('product_added_to_cart');
    await settle(10_000);
    const sizes = net.calls.flatMap(({ body }) => body?.events.length ?? []);
    expect(sizes).toEqual([1, 2, 1, 1]);
  });
});
