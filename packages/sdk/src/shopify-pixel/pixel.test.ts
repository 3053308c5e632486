import { toTime } from '@sayso/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATA, EXPECTED, type Heard, SECRETS } from '../../../../test/shopify/events.ts';
import { ALL } from '../../../../test/shopify/sandbox.ts';
import {
  ALL_NAMES,
  CHECKOUT,
  clearScene,
  cookie,
  NAME,
  names,
  net,
  open,
  SUBJECT,
  sent,
  setScene,
  YES,
} from '../../../../test/shopify/scene.ts';

beforeEach(setScene);
afterEach(clearScene);

describe('a visitor who said yes, in a store where Shopify says yes', () => {
  test('each event is sent once, in batches of the contract, and nothing that it must not say', async () => {
    const { publish, asked } = open();
    for (const name of Object.keys(DATA) as Heard[]) await publish(name);
    expect(names().sort()).toEqual([...ALL_NAMES].sort());
    for (const { name, props } of sent()) expect(Object.values(EXPECTED)).toContainEqual([name, props]);
    const [first, ...batches] = net.calls;
    expect(first?.url).toBe('https://collector.example/v1/shop/policy?for=browser');
    for (const { url, init, body } of batches) {
      expect(url).toBe('https://collector.example/v1/shop/events');
      expect(init).toMatchObject({ method: 'POST', keepalive: true, referrerPolicy: 'no-referrer' });
      // A text goes as text/plain, without a preflight.
      expect(init.headers).toBeUndefined();
      expect(body).toMatchObject({
        subject: SUBJECT,
        sentAt: expect.any(String),
        signals: { gpc: false, dnt: false, minor: false },
      });
    }
    const all = JSON.stringify(net.calls);
    for (const secret of SECRETS) expect(all).not.toContain(secret);
    expect([...new Set(asked)]).toEqual([NAME]);
  });

  test('what Shopify tells again is not sent again', async () => {
    const { publish, consent } = open();
    for (const name of ['page_viewed', 'product_viewed', 'checkout_completed'] as const) await publish(name);
    await consent(ALL);
    await consent(ALL);
    expect(sent()).toHaveLength(3);
  });

  test('what another sandbox is told again has the same id, so that the collector knows it', async () => {
    const one = { id: 'sh-1', timestamp: toTime(Date.now()) };
    await open().publish('page_viewed', one);
    await open().publish('page_viewed', one);
    const [a, b] = sent();
    expect(a?.id).toBe(b?.id);
    expect(a?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });

  test('events that come together go together', async () => {
    const { publish } = open();
    await Promise.all((['page_viewed', 'product_viewed', 'clicked'] as const).map((name) => publish(name)));
    expect(net.calls.filter(({ body }) => body).length).toBeLessThanOrEqual(2);
    expect(sent()).toHaveLength(3);
  });
});

describe('nothing leaves the sandbox, not even a question for the policy,', () => {
  test.each([
    ['without a cookie', ''],
    ['with a cookie that is none', 'yes'],
    ['after a refusal without a subject', cookie({ analytics: false }, { subject: null })],
    ['with a yes that has no subject', cookie(YES, { subject: null })],
  ])('%s', async (_, value) => {
    const { publish, consent, cookies } = open();
    cookies.set(NAME, value);
    await publish('page_viewed');
    await publish('checkout_completed');
    await consent(ALL);
    expect(net.calls).toEqual([]);
  });

  test('where the cookie may not be read', async () => {
    const { publish, consent, deny } = open();
    deny();
    await publish('page_viewed');
    await consent(ALL);
    expect(net.calls).toEqual([]);
  });

  test.each([{ site: '' }, { site: 'Shop!' }, { collector: '' }, { collector: 'javascript:alert(1)' }])(
    'with settings like %o',
    async (settings) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
      const { publish } = open({ settings });
      await publish('page_viewed');
      expect(net.calls).toEqual([]);
      expect(warn).toHaveBeenCalledWith(expect.stringMatching(/^sayso: /));
    },
  );
});

describe('no event is sent', () => {
  const all = async ({ publish }: ReturnType<typeof open>) => {
    for (const name of Object.keys(DATA) as Heard[]) await publish(name);
    return names();
  };

  test('for a purpose that the visitor denied', async () => {
    expect(await all(open({ choice: { ...YES, analytics: false } }))).toEqual(['search', 'remove_from_cart']);
  });

  test('for a purpose that Shopify denies, or says nothing of', async () => {
    expect(await all(open({ privacy: {} }))).toEqual([]);
    expect(await all(open({ privacy: { ...ALL, analyticsProcessingAllowed: false } }))).toEqual([
      'remove_from_cart',
    ]);
  });

  test('for one that a signal would object to, after an objection to the sale of data; no signal is made of it', async () => {
    const sale = await all(open({ privacy: { ...ALL, saleOfDataAllowed: false } }));
    expect(sale).not.toContain('remove_from_cart');
    expect(sale).toContain('purchase');
    for (const { body } of net.calls.slice(1))
      expect(body?.signals).toEqual({ gpc: false, dnt: false, minor: false });
  });

  test('for one that the browser’s signal objects to, which is told', async () => {
    vi.stubGlobal('navigator', { globalPrivacyControl: true });
    const left = await all(open());
    expect(left).not.toContain('remove_from_cart');
    expect(left).toContain('purchase');
    expect(net.calls[1]?.body?.signals).toMatchObject({ gpc: true });
  });

  test('for one that has expired, is outdated, or is a minor’s', async () => {
    const old = toTime(Date.now() - 200 * 86_400_000);
    expect(
      await all(open({ memory: { at: old, choice: { purposes: YES, policyVersion: 1, at: old } } })),
    ).toEqual([]);
    expect(await all(open({ memory: { minor: true } }))).toEqual([]);
    net.policy.materialSince = 2;
    expect(await all(open())).toEqual([]);
  });

  test('without a choice, but where the store says so and the law asks for none', async () => {
    expect(await all(open({ choice: null }))).toEqual([]);
    expect(await all(open({ choice: null, settings: { withoutChoice: 'send' } }))).toContain('purchase');
  });

  test('without a choice where the law asks for one everywhere', async () => {
    net.policy.regimes = { default: 'opt-in' } as typeof net.policy.regimes;
    expect(await all(open({ choice: null, settings: { withoutChoice: 'send' } }))).toEqual([]);
  });

  test('for a policy that can’t be had, or is none', async () => {
    net.policy = 'nonsense' as never;
    expect(await all(open())).toEqual([]);
  });

  test('twice: what the theme’s script captures in the storefront is captured in the checkout only', async () => {
    net.policy.capture.sources = ['page', 'click', 'markup', 'dataLayer'];
    expect(await all(open())).not.toEqual(expect.arrayContaining(['page_view']));
    net.calls = [];
    expect(await all(open({ href: CHECKOUT }))).toEqual(
      expect.arrayContaining(['page_view', 'click', 'purchase']),
    );
    net.calls = [];
    const theme = await all(open({ settings: { storefront: 'theme' } }));
    expect(theme).not.toEqual(expect.arrayContaining(['view_item']));
    expect(theme).toEqual(expect.arrayContaining(['begin_checkout', 'purchase']));
  });
});
