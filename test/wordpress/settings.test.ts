import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../browser/harness.ts';
import { openBrowser } from '../browser/visitor.ts';
import { openWordPress, PARTS, type WordPress } from './wordpress.ts';

const KEY = 'sayso_k_of-a-test-and-nobody-else';

describe.skipIf(!PARTS)('the plugin in a real WordPress', () => {
  let wp: WordPress;
  let shop: Shop;
  let browser: Browser;
  let admin: Page;
  beforeAll(async () => {
    [wp, browser] = await Promise.all([
      openWordPress(['wp-consent-api'], `define('SAYSO_IDENTITY_KEY', '${KEY}');`),
      openBrowser(),
    ]);
    shop = await openShop({ args: ['--demo-origin', wp.url] });
    wp.php(`wp_create_user('reader', 'correct horse', 'reader@shop.example');`);
    admin = await logIn('admin');
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await wp?.close();
  });

  const logIn = async (name: string): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1200, height: 1250 } })).newPage();
    await page.goto(`${wp.url}/wp-login.php`);
    await page.fill('#user_login', name);
    await page.fill('#user_pass', 'correct horse');
    await Promise.all([page.waitForURL(/wp-admin/), page.click('#wp-submit')]);
    return page;
  };
  const SETTINGS = '/wp-admin/options-general.php?page=sayso';
  const home = async (headers: Record<string, string> = {}): Promise<string> =>
    (await fetch(`${wp.url}/`, { headers })).text();
  const set = (settings: Record<string, unknown>): void =>
    void wp.php(
      `update_option('sayso', json_decode('${JSON.stringify(settings).replaceAll("'", "\\'")}', true));`,
    );
  const save = async (fields: Record<string, string>): Promise<void> => {
    await admin.goto(wp.url + SETTINGS);
    for (const [name, text] of Object.entries(fields)) await admin.fill(`#sayso-${name}`, text);
    await Promise.all([admin.waitForURL(/settings-updated/), admin.click('#submit')]);
  };

  test('adds nothing to a page until collector and site are set', async () => {
    expect(await home()).not.toMatch(/sayso/i);
  });

  test('adds the one tag with what was set, and the way back, for everybody the same', async () => {
    await save({ collector: `${shop.collector}/`, site: 'demo' });
    const html = await home();
    expect(html).toContain(`<script async src="${shop.collector}/s/demo.js"`);
    expect(html.match(/<script[^>]+demo\.js/g)).toHaveLength(1);
    expect(html).not.toContain('data-region');
    expect(html).not.toContain('pixel.gif');
    expect(html).toContain(
      `<a data-sayso="open" href="${shop.collector}/v1/demo/opt-out">Your privacy choices</a>`,
    );
    const cookie = `sayso-demo=1.0.mh8fjnk0.1.AAAAAAAAAAAAAAAAAAAAAA..yaaa; wp_consent_statistics=deny`;
    expect(await home({ cookie, 'sec-gpc': '1' })).toBe(html);
  });

  test('says a region, and counts without JavaScript, only where the operator wants it', async () => {
    await admin.goto(wp.url + SETTINGS);
    await admin.check('#sayso-noscript');
    await admin.uncheck('#sayso-link');
    await admin.fill('#sayso-region', 'us-ca');
    await Promise.all([admin.waitForURL(/settings-updated/), admin.click('#submit')]);
    const html = await home();
    expect(html).toContain('data-region="US-CA"');
    expect(html).toMatch(/<noscript><img[^>]+\/v1\/demo\/pixel\.gif\?name=page_view"><\/noscript>/);
    expect(html).not.toContain('data-sayso="open"');
    set({ collector: shop.collector, site: 'demo' });
  });

  test.each([
    { collector: 'javascript:alert(1)//x.example' },
    { collector: 'https://x.example/?a=1' },
    { collector: 'https://jane:secret@x.example' },
    { collector: 'https://x.example/"onload="alert(1)' },
    { collector: 'ftp://x.example' },
    { site: 'demo"><script>alert(1)</script>' },
    { site: '../admin' },
    { region: 'DE" onload="alert(1)' },
  ])('keeps what was set and says why, given %j', async (fields) => {
    await admin.goto(wp.url + SETTINGS);
    // As somebody who goes around the browser's own checks.
    await admin.evaluate(() => {
      for (const input of document.querySelectorAll('input')) if (input.type === 'url') input.type = 'text';
    });
    for (const [name, text] of Object.entries(fields)) await admin.fill(`#sayso-${name}`, text);
    await Promise.all([admin.waitForURL(/settings-updated/), admin.click('#submit')]);
    expect(await admin.locator('.notice-error, .settings-error.error').allTextContents()).toEqual([
      expect.stringMatching(/was not changed/),
    ]);
    expect(wp.ask('return Sayso_Settings::all();')).toMatchObject({
      collector: shop.collector,
      site: 'demo',
      region: '',
    });
  });

  test('escapes what somebody else wrote into its settings', async () => {
    const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
    set({ collector: shop.collector, site: 'demo', region: hostile, link_text: hostile, unknown: hostile });
    expect(await home()).not.toMatch(/<script>alert|<img src=x/);
    await admin.goto(wp.url + SETTINGS);
    expect(await admin.content()).not.toMatch(/<script>alert|<img src=x/);
    expect(await admin.inputValue('#sayso-link_text')).toBe(hostile);
    set({ collector: `https://x.example/${hostile}`, site: hostile });
    expect(await home()).not.toMatch(/x\.example|alert/);
    set({ collector: shop.collector, site: 'demo' });
  });

  test('shows and saves settings for nobody but those who may manage them', async () => {
    const reader = await logIn('reader');
    expect((await reader.goto(wp.url + SETTINGS))?.status()).toBe(403);
    const saved = async (page: Page): Promise<number> => {
      const form = { option_page: 'sayso', action: 'update', 'sayso[site]': 'stolen', _wpnonce: 'wrong' };
      return (await page.request.post(`${wp.url}/wp-admin/options.php`, { form })).status();
    };
    expect(await saved(reader)).toBe(403);
    expect(await saved(admin)).toBe(403);
    expect(wp.ask('return Sayso_Settings::get("site");')).toBe('demo');
    await reader.context().close();
  });

  test('tells on request whether the collector is there and what the policy lacks', async () => {
    const findings = async (): Promise<string> => {
      await admin.goto(wp.url + SETTINGS);
      await admin.click('button[name="sayso-check"]');
      await admin.locator('ul.ul-disc li').first().waitFor();
      return (await admin.locator('ul.ul-disc li').allTextContents()).join('\n');
    };
    expect(await findings()).toMatch(
      /version 1 of your policy[\s\S]*WP Consent API is active[\s\S]*"wp": true/,
    );
    set({ collector: shop.collector, site: 'nobody' });
    expect(await findings()).toMatch(/404 (unknown-site|no-policy)/);
    set({ collector: 'http://127.0.0.1:9', site: 'demo' });
    expect(await findings()).toMatch(/can’t be reached/);
    set({ collector: shop.collector, site: 'demo' });
  });

  test('never prints the identity key, and keeps it in no table', async () => {
    await admin.goto(wp.url + SETTINGS);
    expect(await admin.textContent('.form-table')).toMatch(/Identity key\s*Set\./);
    expect((await admin.content()) + (await home())).not.toContain(KEY);
    const rows = wp.ask<string[]>(
      `global $wpdb; return array_merge($wpdb->get_col("SELECT option_value FROM $wpdb->options"), $wpdb->get_col("SELECT meta_value FROM $wpdb->usermeta"));`,
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.join()).not.toContain(KEY);
  });

  test('tells the WP Consent API that it manages consent, strictly until the browser knows better', () => {
    const said =
      wp.ask(`return [consent_api_registered('sayso/sayso.php'), apply_filters('wp_get_consent_type', false),
      apply_filters('wp_consent_api_waitfor_consent_hook', false), wp_has_consent('statistics')];`);
    expect(said).toEqual([true, 'optin', true, false]);
  });

  test('puts the way back where a theme wants it', () => {
    expect(wp.php(`echo do_shortcode('[sayso_choices]');`)).toMatch(
      /^<a data-sayso="open" href="http[^"]+\/v1\/demo\/opt-out">Your privacy choices<\/a>/,
    );
  });

  // WooCommerce keeps orders as posts, or in tables of its own.
  const marks = (): string[] =>
    wp.ask(`global $wpdb; return $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%sayso%'
      UNION ALL SELECT meta_key FROM {$wpdb->prefix}wc_orders_meta");`);

  test('forgets whose the orders are when it is turned off, since it can’t do so in its time', () => {
    wp.php(`global $wpdb; $wpdb->query("CREATE TABLE {$wpdb->prefix}wc_orders_meta (id INT, meta_key VARCHAR(99), meta_value TEXT)");
      foreach (['_sayso_subject', '_sayso_purchase'] as $meta) {
        add_post_meta(1, $meta, 'x'); $wpdb->insert($wpdb->prefix . 'wc_orders_meta', ['id' => 1, 'meta_key' => $meta, 'meta_value' => 'x']);
      }
      wp_schedule_single_event(time() + 999, 'sayso_forget', [1]);`);
    expect(marks()).toHaveLength(4);
    wp.php(`require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('sayso/sayso.php');`);
    expect(marks()).toEqual(['_sayso_purchase', '_sayso_purchase']);
    expect(wp.ask(`return wp_next_scheduled('sayso_forget', [1]);`)).toBe(false);
    wp.php(`update_option('active_plugins', ['sayso/sayso.php', 'wp-consent-api/wp-consent-api.php']);`);
  });

  test('leaves nothing behind when it is uninstalled', () => {
    expect(wp.ask<unknown>(`return get_option('sayso');`)).toMatchObject({ site: 'demo' });
    wp.php(
      `define('WP_UNINSTALL_PLUGIN', 'sayso/sayso.php'); require WP_PLUGIN_DIR . '/sayso/uninstall.php';`,
    );
    expect(marks()).toEqual([]);
    const options = `global $wpdb; return $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%sayso%'");`;
    expect(wp.ask(options)).toEqual([]);
    expect(wp.complaints()).toEqual([]);
  });
});
