import type { Browser, LaunchOptions } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { openShop, type Shop, type ShopOptions } from './harness.ts';
import { openBrowser, type Visitor, type VisitorOptions, visit } from './visitor.ts';

/** What the tests of one file share. */
export interface Scene {
  readonly shop: Shop;
  readonly browser: Browser;
  /** Somebody new. */
  visit(options?: VisitorOptions): Promise<Visitor>;
  /** What the collector has counted. */
  counts(): Promise<{ receipts: number; accepted: number; refused: number }>;
}

/** One shop and one browser for the tests of a file. */
export function openScene(options: ShopOptions = {}, launch: LaunchOptions = {}): Scene {
  let browser: Browser;
  let shop: Shop;
  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(launch), openShop(options)]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });
  return {
    get shop() {
      return shop;
    },
    get browser() {
      return browser;
    },
    visit: (as) => visit(browser, shop, as),
    counts: async () => (await fetch(`${shop.collector}/counts`)).json(),
  };
}
