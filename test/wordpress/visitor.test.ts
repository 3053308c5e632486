import { describe, expect, test } from 'vitest';
import { beyondFiles, names, settle, until } from '../browser/visitor.ts';
import { HOSTILE, itemsOf, openStore, productPath, standIn } from './store.ts';
import { PARTS } from './wordpress.ts';

describe.skipIf(!PARTS)('a visitor of a store in WordPress', () => {
  const store = openStore((policy) => {
    policy.connections = { wp: true };
  });

  test('sees the banner; before a choice nothing is stored and nothing is asked for but script files', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.lamp));
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    await settle(visitor.page);
    expect(beyondFiles(visitor).filter((line) => !line.endsWith('/connect-wp.js'))).toEqual([]);
    expect(await visitor.stored()).toEqual([]);
    const { url } = store.wp;
    const elsewhere = visitor.requests.map((request) => new URL(request.url()).origin);
    expect(elsewhere.filter((origin) => origin !== url && origin !== store.shop.collector)).toEqual([]);
    expect(visitor.errors).toEqual([]);
    await visitor.close();
  });

  test('says yes on a product page: the page and the product are stored, whatever its name', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.lamp));
    await visitor.accept();
    const [view] = await store.events(visitor, 'view_item', 1);
    const [item] = itemsOf(view);
    expect(view?.props).toMatchObject({ value: 19.99, currency: 'EUR' });
    expect(item).toMatchObject({
      item_id: `${store.ids.lamp}`,
      item_category: 'Light & Shade',
      price: 19.99,
    });
    expect(item?.item_name).toMatch(/^Lamp "tall"/);
    expect(item?.item_name).not.toContain('<');
    expect(item?.item_name).toContain('&quot;');
    expect(await visitor.page.locator('[data-sayso-event]').count()).toBe(1);
    expect(await visitor.page.content()).not.toContain('<script>alert(1)');
    expect(HOSTILE).toContain('<script>alert(1)');
    expect(visitor.errors).toEqual([]);

    await visitor.open('/product-category/light/');
    const [list] = await store.events(visitor, 'view_item_list', 1);
    expect(list?.props).toMatchObject({ item_list_id: 'product_cat:light' });
    expect(itemsOf(list).map(({ index }) => index)).toEqual([0, 1, 2]);
    await visitor.close();
  });

  test('chooses a variation: that is another view', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.mug));
    await visitor.accept();
    await store.events(visitor, 'view_item', 1);
    const chosen = JSON.stringify({ variation_id: store.ids.blue, display_price: 8.5 });
    await standIn(visitor, `jQuery('.variations_form').trigger('found_variation', [${chosen}])`);
    const views = await store.events(visitor, 'view_item', 2);
    expect(views.at(-1)?.props).toMatchObject({
      value: 8.5,
      items: [{ item_id: `${store.ids.mug}`, item_variant: `${store.ids.blue}`, price: 8.5 }],
    });
    await visitor.close();
  });

  test('withdraws: nothing more is stored, and nothing of then is told after a later yes', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.lamp));
    await visitor.accept();
    await visitor.page.locator('a[data-sayso="open"]').click();
    await visitor.act('withdraw');
    await until(async () => !(await visitor.subject()), 'the subject to go');
    const counts = async (): Promise<unknown> => (await fetch(`${store.shop.collector}/counts`)).json();
    const before = await counts();
    await visitor.open(productPath(store.ids.mug));
    await standIn(visitor, `standIn.block('/cart/add-item', {id: ${store.ids.mug}, quantity: 1})`);
    await settle(visitor.page);
    expect(await counts()).toEqual(before);
    await visitor.openPreferences();
    await visitor.act('accept-all');
    await store.events(visitor, 'view_item', 1);
    await visitor.open('/cart/');
    await store.events(visitor, 'view_cart', 1);
    expect(names(await visitor.held())).not.toContain('add_to_cart');
    await visitor.close();
  });

  test('is heard by other plugins through the WP Consent API, and their no is heeded', async () => {
    const visitor = await store.visit();
    await visitor.open('/shop/');
    const says = (): Promise<unknown> =>
      visitor.page.evaluate(
        '[window.wp_consent_type, wp_has_consent("statistics"), wp_has_consent("marketing")]',
      );
    await until(async () => JSON.stringify(await says()) === '["optin",false,false]', 'the type of consent');
    await visitor.accept();
    await until(async () => JSON.stringify(await says()) === '["optin",true,true]', 'the yes');
    await standIn(visitor, `wp_set_consent('statistics', 'deny')`);
    const allowed = await visitor.page.evaluate(() => window.sayso.consent.get().allowed);
    expect(allowed).toMatchObject({ analytics: false, marketing: true });
    const views = names(await visitor.held()).filter((name) => name === 'page_view').length;
    await visitor.open(productPath(store.ids.mug));
    await settle(visitor.page);
    const held = names(await visitor.held());
    expect(held.filter((name) => name === 'page_view')).toHaveLength(views);
    expect(held).not.toContain('view_item');
    await visitor.close();
  });

  test('is named to the collector by a signed hash when logged in, and only after a yes to marketing', async () => {
    const visitor = await store.visit();
    await visitor.open('/wp-login.php');
    await visitor.page.fill('#user_login', 'jane');
    await visitor.page.fill('#user_pass', 'correct horse');
    await Promise.all([visitor.page.waitForURL(/wp-admin/), visitor.page.click('#wp-submit')]);
    const proofs = (): number => visitor.requests.filter((r) => r.url().includes('sayso_proof')).length;
    await visitor.open('/my-account/');
    await visitor.page.locator('[data-action="accept-all"]').waitFor();
    expect(proofs()).toBe(0);
    await visitor.accept();
    const [identify] = await store.events(visitor, 'identify', 1);
    expect(identify?.props?.proof).toMatch(/^eyJ/);
    expect(JSON.stringify(visitor.sent('/v1/demo/events'))).not.toContain('customer.example');
    expect(await visitor.page.content()).not.toMatch(/eyJ|sayso_k_|customer\.example/);
    expect(proofs()).toBe(1);
    // By a form of another site, which can set no header.
    const bare = await visitor.page.request.post(
      `${store.wp.url}/wp-admin/admin-ajax.php?action=sayso_proof`,
    );
    expect(await bare.json()).toEqual({ proof: null });
    await visitor.close();
  });

  test('gets pages that a cache may keep, but for those that are of one visitor', async () => {
    const visitor = await store.visit();
    await visitor.open(productPath(store.ids.lamp));
    await visitor.accept();
    const cookie = (await visitor.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const get = async (path: string, headers = {}): Promise<{ html: string; cache: string | null }> => {
      const answer = await fetch(store.wp.url + path, { headers });
      return { html: await answer.text(), cache: answer.headers.get('cache-control') };
    };
    const ours = ({ html }: { html: string }): unknown => html.match(/<[^>]*sayso[^>]*>/g);
    for (const path of [productPath(store.ids.lamp), '/shop/', '/']) {
      const [known, stranger] = [await get(path, { cookie }), await get(path)];
      expect(ours(known)).toEqual(ours(stranger));
      expect(known.cache ?? '').not.toContain('no-cache');
    }
    expect((await get('/cart/')).cache).toContain('no-cache');
    expect((await get('/checkout/')).cache).toContain('no-cache');
    const answer = await visitor.page.request.post(store.wp.url + productPath(store.ids.lamp), {
      form: { 'add-to-cart': `${store.ids.lamp}` },
    });
    expect(answer.headers()['cache-control']).toContain('no-cache');
    expect(await answer.text()).toContain('add_to_cart');
    expect(store.wp.complaints()).toEqual([]);
    await visitor.close();
  });
});
