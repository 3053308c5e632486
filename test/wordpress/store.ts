import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, LaunchOptions } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { openShop, type Policy, type Shop } from '../browser/harness.ts';
import {
  type Held,
  openBrowser,
  until,
  type Visitor,
  type VisitorOptions,
  visit,
} from '../browser/visitor.ts';
import { openWordPress, type WordPress } from './wordpress.ts';

/** What nobody may take for more than text, wherever it is written. */
export const HOSTILE = `Lamp "tall" </div></script><script>alert(1)</script> &quot;,"price":1 &amp;quot; --> 'x' <b>`;

export const productPath = (id: number): string => `/?p=${id}&post_type=product`;

/** Has WooCommerce's own scripts do something: `standIn.classic(…)`, `standIn.block(…)`. */
export const standIn = (visitor: Visitor, call: string): Promise<unknown> => visitor.page.evaluate(call);

/** The items of an event. */
export const itemsOf = (event: Held['events'][number] | undefined): Record<string, unknown>[] =>
  (event?.props?.items ?? []) as Record<string, unknown>[];

/** WordPress with the plugin and the stand-in for WooCommerce, a collector, and a browser. */
export interface Store {
  readonly wp: WordPress;
  readonly shop: Shop;
  /** Ids of the products: a lamp (19.99), a mug (7), one that can't be bought, and one variation of the mug. */
  readonly ids: { lamp: number; mug: number; free: number; blue: number };
  visit(options?: VisitorOptions): Promise<Visitor>;
  /** All of a visitor's events of a name, oldest first; waits until there are `count`. */
  events(visitor: Visitor, name: string, count: number): Promise<Held['events']>;
}

export function openStore(change: (policy: Policy) => void, launch: LaunchOptions = {}): Store {
  let wp: WordPress;
  let shop: Shop;
  let browser: Browser;
  let ids: Store['ids'];
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sayso-key-'));
    const keyFile = join(folder, 'key');
    writeFileSync(keyFile, '');
    [wp, browser] = await Promise.all([
      openWordPress(
        ['woocommerce', 'wp-consent-api'],
        `define('SAYSO_IDENTITY_KEY', trim(file_get_contents('${keyFile}')));`,
      ),
      openBrowser(launch),
    ]);
    shop = await openShop({ args: ['--demo-origin', wp.url] });
    shop.publish(change);
    writeFileSync(
      keyFile,
      shop.cli('keys', 'create', '--role', 'identity', '--site', 'demo').said.split('\n')[0] ?? '',
    );
    wp.php(
      `update_option('sayso', ['collector' => '${shop.collector}', 'site' => 'demo', 'status' => true]);`,
    );
    ids = wp.ask(`
      $term = wp_insert_term('Light & <i>Shade</i>', 'product_cat', ['slug' => 'light'])['term_id'];
      $add = function ($title, $price, $parent = 0) use ($term) {
        $id = wp_insert_post(['post_type' => $parent ? 'product_variation' : 'product', 'post_status' => 'publish', 'post_title' => wp_slash($title), 'post_parent' => $parent, 'meta_input' => ['_price' => $price]]);
        wp_set_object_terms($id, [$term], 'product_cat');
        return $id;
      };
      kses_remove_filters();
      foreach (['cart', 'cart-block', 'checkout', 'my-account'] as $page)
        wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_name' => $page, 'post_title' => $page]);
      wp_create_user('jane', 'correct horse', 'jane.doe@customer.example');
      flush_rewrite_rules();
      $mug = $add('Mug', '7');
      return ['lamp' => $add(base64_decode('${Buffer.from(HOSTILE).toString('base64')}'), '19.99'), 'mug' => $mug, 'free' => $add('Not for sale', ''), 'blue' => $add('Mug in blue', '8.5', $mug)];`);
    // The collector looks for a new policy several times a second.
    await new Promise((done) => setTimeout(done, 300));
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await wp?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get wp() {
      return wp;
    },
    get shop() {
      return shop;
    },
    get ids() {
      return ids;
    },
    visit: (options) => visit(browser, { ...shop, store: wp.url }, options),
    events: (visitor, name, count) =>
      until(async () => {
        const found = ((await visitor.held())?.events ?? []).filter((event) => event.name === name);
        return found.length >= count ? found : null;
      }, `${count} × ${name}`),
  };
}
